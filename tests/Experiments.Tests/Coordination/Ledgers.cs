using System.Text.Json;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Coordination;

/// <summary>Books for tests, and what attempts do to them.</summary>
internal static class Ledgers
{
    public static readonly ExperimentSpec Spec = new()
    {
        Name = "test",
        Job = "classifier",
        Parameters = JsonSerializer.SerializeToElement(new { }),
        Objective = new Objective { Metric = "accuracy" },
    };

    public static ExperimentLedger Open(ExperimentSpec spec, int trials, TimeProvider? clock = null) =>
        new(new ExperimentSnapshot(1, Info(spec), 0, [], []), new ScriptedSearch(trials), clock ?? TimeProvider.System);

    public static ExperimentInfo Info(ExperimentSpec spec) => new()
    {
        Id = "test-abcdef",
        Spec = spec,
        State = ExperimentState.Running,
        Created = DateTimeOffset.UnixEpoch,
        Counts = new Dictionary<TrialState, int>(),
    };

    public static TrialInfo Start(ExperimentLedger ledger) => ledger.Start("silo", "cpu:0")!.Value.Trial.Info;

    public static ExperimentChange End(
        ExperimentLedger ledger, int trial, AttemptOutcome outcome, string? error = null, int attempt = 1, long sequence = 1, IReadOnlyList<MetricPoint>? points = null) =>
        ledger.Report(Report(trial, attempt, sequence, points) with { End = new AttemptEnd(outcome, error) }).Change!;

    public static TrialReport Report(int trial, int attempt = 1, long sequence = 1, IReadOnlyList<MetricPoint>? points = null) =>
        new() { Trial = trial, Attempt = attempt, Sequence = sequence, Points = points ?? [] };
}
