using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Storage;

namespace ActorTraining.StoreHost;

/// <summary>Does to a store what a coordinator does: takes an experiment over and writes trial after trial until it is refused, then takes it over again.</summary>
/// <param name="store">The store.</param>
/// <param name="experiment">The experiment, which has to exist.</param>
/// <param name="patient">Does it try again after an error of the store? Otherwise the error is its end.</param>
internal sealed class Contender(IExperimentStore store, string experiment, bool patient = true)
{
    public const int EventsPerTrial = 2;
    public const int PointsPerTrial = 5;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(30);

    public static ExperimentSpec Spec { get; } = new()
    {
        Name = "contended",
        Job = "none",
        Parameters = JsonSerializer.SerializeToElement(new { }),
        Objective = new Objective { Metric = "loss" },
    };

    /// <summary>The errors that it was told.</summary>
    public int Errors { get; private set; }

    /// <summary>How often another one has taken the experiment over.</summary>
    public int Fenced { get; private set; }

    /// <summary>Writes until the experiment has so many trials, whoever has written them.</summary>
    /// <param name="trials">The number of trials.</param>
    /// <param name="acknowledged">Called with the number of each trial that is stored.</param>
    /// <param name="enough">Ends it before.</param>
    public async Task RunAsync(int trials, Action<int> acknowledged, CancellationToken enough = default)
    {
        while (true)
        {
            try
            {
                var snapshot = await store.TakeOverAsync(experiment, CancellationToken.None);
                for (var number = snapshot.Proposed + 1; number <= trials && !enough.IsCancellationRequested; number++)
                {
                    await store.WriteAsync(ChangeOf(snapshot, number));
                    acknowledged(number);
                }

                return;
            }
            catch (StaleEpochException)
            {
                Fenced++;
            }
            catch (StoreException) when (patient)
            {
                Errors++;
            }

            // Two that took the experiment from each other without a pause would never come to write.
            await Task.Delay(LongestPause * Random.Shared.NextDouble(), CancellationToken.None);
        }
    }

    /// <summary>Fails unless the store has every trial exactly as one coordinator alone would have left it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="trials">How many trials there should be; null for as many as there are.</param>
    /// <returns>The number of trials.</returns>
    /// <exception cref="InvalidOperationException">Something is missing, doubled or torn.</exception>
    public static async Task<int> VerifyAsync(IExperimentStore store, string experiment, int? trials = null)
    {
        var info = await store.GetAsync(experiment);
        var numbers = (await store.TrialsAsync(experiment, new TrialQuery { Limit = int.MaxValue })).Items.Select(trial => trial.Number).ToList();
        var count = trials ?? numbers.Count;
        Check(numbers.SequenceEqual(Enumerable.Range(1, count)), $"{count} trials", string.Join(' ', numbers));
        var events = await store.EventsAsync(experiment, 0, int.MaxValue);
        Check(
            events.Select(e => (e.Sequence, TrialOf(e))).SequenceEqual(Enumerable.Range(1, count * EventsPerTrial).Select(i => ((long)i, ((i - 1) / EventsPerTrial) + 1))),
            $"{count * EventsPerTrial} events", string.Join(' ', events.Select(e => e.Sequence)));
        var series = await store.MetricsAsync(experiment, new MetricQuery());
        Check(series.Count == count && series.All(s => s.Values.SequenceEqual(Enumerable.Range(1, PointsPerTrial).Select(step => (double)s.Trial * step))), "all points", $"{series.Count} series");
        var completed = info.Counts.GetValueOrDefault(TrialState.Completed);
        Check(completed == count && info.LastEvent == count * EventsPerTrial, $"counts of {count} trials", $"{completed} completed, {info.LastEvent} events");
        return count;
    }

    private static void Check(bool holds, string expected, string found)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"expected {expected}, found {found}");
        }
    }

    private static int TrialOf(ExperimentEvent happened) => happened switch
    {
        TrialChanged e => e.Trial.Number,
        TrialLogged e => e.Trial,
        _ => 0,
    };

    private static ExperimentChange ChangeOf(ExperimentSnapshot snapshot, int number)
    {
        var now = DateTimeOffset.UtcNow;
        var sequence = (long)(number - 1) * EventsPerTrial;
        var trial = new TrialInfo
        {
            Number = number,
            State = TrialState.Completed,
            Attempt = 1,
            Parameters = Spec.Parameters,
            Choices = new Dictionary<string, JsonElement>(),
            Objective = number,
            Ended = now,
        };
        return new ExperimentChange
        {
            Info = snapshot.Info with { Counts = new Dictionary<TrialState, int> { [TrialState.Completed] = number }, LastEvent = sequence + EventsPerTrial },
            Epoch = snapshot.Epoch,
            Trials = [new TrialRecord(trial)],
            Points = [.. Enumerable.Range(1, PointsPerTrial).Select(step => (number, new MetricPoint("loss", step, (double)number * step)))],
            Events = [new TrialLogged(sequence + 1, now, number, 1, "done"), new TrialChanged(sequence + 2, now, trial)],
        };
    }
}
