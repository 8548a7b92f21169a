using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Storage;

namespace ActorTraining.WebUI.Tests;

/// <summary>Stores with experiments that nobody ran: larger than a test could wait for.</summary>
internal static class LargeStore
{
    private const int Batch = 5000;
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Fills a new store with one ended experiment.</summary>
    /// <param name="path">The SQLite file.</param>
    /// <param name="trials">The number of its trials.</param>
    /// <returns>The experiment's identifier.</returns>
    public static async Task<string> FillAsync(string path, int trials)
    {
        await using var store = SqliteStore.Open(path);
        var info = new ExperimentInfo
        {
            Id = "large-search",
            Spec = new ExperimentSpec
            {
                Name = "large search",
                Job = "classifier",
                Parameters = JsonSerializer.SerializeToElement(new { dataset = "synthetic-digits" }),
                Objective = Objective.Maximize("test.accuracy"),
                Search = new SearchSpec { Algorithm = "random", Trials = trials },
            },
            State = ExperimentState.Running,
            Created = Start,
            Planned = trials,
            Counts = new Dictionary<TrialState, int>(),
        };
        await store.CreateAsync(info);
        var epoch = (await store.TakeOverAsync(info.Id)).Epoch;
        for (var first = 1; first <= trials; first += Batch)
        {
            var some = Enumerable.Range(first, Math.Min(Batch, trials - first + 1)).Select(Trial).ToList();
            var last = some[^1].Number == trials;
            var best = Enumerable.Range(1, some[^1].Number).MaxBy(Accuracy);
            info = info with
            {
                Counts = new Dictionary<TrialState, int> { [TrialState.Completed] = some[^1].Number },
                BestTrial = best,
                BestValue = Accuracy(best),
                LastEvent = some[^1].Number,
                State = last ? ExperimentState.Completed : ExperimentState.Running,
                Ended = last ? Start.AddHours(9) : null,
                ActiveSeconds = 32_400,
            };
            await store.WriteAsync(new ExperimentChange
            {
                Info = info,
                Epoch = epoch,
                Trials = [.. some.Select(trial => new TrialRecord(trial))],
                Events = [.. some.Select(trial => new TrialChanged(trial.Number, trial.Ended!.Value, trial))],
            });
        }

        return info.Id;
    }

    /// <summary>The objective of a trial: scattered, with few ties, and the same in every run.</summary>
    public static double Accuracy(int number) => 0.5 + (0.45 * (number * 7919L % 100_003) / 100_003);

    private static TrialInfo Trial(int number) => new()
    {
        Number = number,
        State = TrialState.Completed,
        Parameters = JsonSerializer.SerializeToElement(new { dataset = "synthetic-digits", batch = 1 << (number % 8) }),
        Choices = new Dictionary<string, JsonElement>
        {
            ["batch"] = JsonSerializer.SerializeToElement(1 << (number % 8)),
            ["optimizer.lr"] = JsonSerializer.SerializeToElement(Math.Round(Math.Pow(10, -(number % 400) / 100.0), 5)),
            ["optimizer.kind"] = JsonSerializer.SerializeToElement(number % 3 == 0 ? "adam" : "sgd"),
        },
        Attempt = 1,
        Silo = "local",
        Slot = "cpu:0",
        Step = 8,
        Steps = 8,
        Unit = "epoch",
        Metrics = new Dictionary<string, double> { ["test.accuracy"] = Accuracy(number), ["train.loss"] = 2 - Accuracy(number) },
        Objective = Accuracy(number),
        Started = Start.AddSeconds(number),
        Ended = Start.AddSeconds(number + 4),
        Seconds = 4 + (number % 10),
    };
}
