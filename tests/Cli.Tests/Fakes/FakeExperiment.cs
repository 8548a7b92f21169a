using ActorTraining.Experiments;
using ActorTraining.Experiments.Scheduling;

namespace ActorTraining.Cli.Tests.Fakes;

/// <summary>An experiment that plays a script: each line of it changes a trial and tells the watchers.</summary>
internal sealed class FakeExperiment(ExperimentInfo info)
{
    private readonly List<Func<FakeExperiment, ExperimentEvent?>> _script = [];
    private readonly SortedDictionary<int, TrialInfo> _trials = [];
    private int _played;
    private int? _holdAt;

    public ExperimentInfo Info { get; private set; } = info;

    public IEnumerable<TrialInfo> Trials => _trials.Values;

    public List<MetricSeries> Metrics { get; } = [];

    public Dictionary<(int Trial, string Name), byte[]> Artifacts { get; } = [];

    /// <summary>Completed when the script has come to <see cref="Hold"/> and waits there.</summary>
    public TaskCompletionSource Holding { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Plays the next lines in one go, without telling anyone: what happened before the test looks.</summary>
    public FakeExperiment PlayedBefore()
    {
        while (_played < _script.Count)
            _script[_played++](this);
        return this;
    }

    public FakeExperiment Known(TrialInfo trial) => Line(fake => fake.Set(trial));

    public FakeExperiment Start(int number, string choices = "{}", long steps = 2) =>
        Line(fake => fake.Set(Fakes.Trials.Trial(number, TrialState.Running, 0, steps, choices)));

    public FakeExperiment Epoch(int number, long step, double accuracy) => Line(fake =>
    {
        TrialInfo trial = fake._trials[number] with
        {
            Step = step,
            Objective = accuracy,
            Metrics = new Dictionary<string, double> { ["test.accuracy"] = accuracy, ["train.loss"] = 2 * (1 - accuracy) },
            Seconds = step,
        };
        fake.Set(trial);
        return new TrialProgressed(0, fake.At, trial, [new("test.accuracy", step, accuracy), new("train.loss", step, 2 * (1 - accuracy))]);
    });

    public FakeExperiment Complete(int number) => Line(fake => fake.Set(fake._trials[number] with { State = TrialState.Completed }));

    public FakeExperiment Fail(int number, string error) => Line(fake => fake.Set(fake._trials[number] with { State = TrialState.Failed, Error = error }));

    public FakeExperiment Prune(int number, string reason) => Line(fake => fake.Set(fake._trials[number] with { State = TrialState.Pruned, Error = reason }));

    public FakeExperiment Schedule(SchedulerDecision decision) => Line(fake => new TrialScheduled(1, fake.At, decision));

    public FakeExperiment End(ExperimentState state = ExperimentState.Completed, string? reason = null) => Line(fake => fake.SetState(state, reason));

    /// <summary>Waits here until the watcher gives up.</summary>
    public FakeExperiment Hold()
    {
        _holdAt = _script.Count;
        return this;
    }

    public void Resume()
    {
        if (Info.State != ExperimentState.Running)
            SetState(ExperimentState.Running, null);
    }

    public FakeExperiment Enter(ExperimentState state)
    {
        SetState(state, null);
        return this;
    }

    public void Cancel(int number) => Set(_trials[number] with { State = TrialState.Cancelled });

    public void Adjust(int number, Adjustment adjustment) => Set(_trials[number] with { Adjustments = [.. _trials[number].Adjustments, adjustment] });

    public void Change(Func<ExperimentInfo, ExperimentInfo> change) => Info = change(Info);

    public async IAsyncEnumerable<ExperimentEvent> PlayAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        while (_played < _script.Count || _holdAt == _played)
        {
            cancel.ThrowIfCancellationRequested();
            if (_holdAt == _played)
            {
                Holding.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancel);
            }
            if (_script[_played++](this) is { } happened)
                yield return happened;
        }
    }

    private DateTimeOffset At => ManualClock.Start.AddSeconds(_played);

    private FakeExperiment Line(Func<FakeExperiment, ExperimentEvent?> line)
    {
        _script.Add(line);
        return this;
    }

    private TrialChanged Set(TrialInfo trial)
    {
        _trials[trial.Number] = trial;
        TrialInfo? best = _trials.Values.Where(other => other.Objective is not null).MaxBy(other => other.Objective);
        Info = Info with
        {
            Counts = _trials.Values.CountBy(other => other.State).ToDictionary(),
            BestTrial = best?.Number,
            BestValue = best?.Objective,
        };
        return new TrialChanged(_played, At, trial);
    }

    private ExperimentChanged SetState(ExperimentState state, string? reason)
    {
        Info = Info with { State = state, Reason = reason, Ended = state is ExperimentState.Running or ExperimentState.Paused ? null : At };
        return new ExperimentChanged(_played, At, state, reason);
    }
}
