using System.Collections.Concurrent;

namespace ActorTraining.WebUI.Tests.Analysis;

/// <summary>A finished sweep over several parameters with repeated seeds, made once for a dashboard.</summary>
internal static class AnalysisRuns
{
    private static readonly ConcurrentDictionary<TestDashboard, Lazy<Task<string>>> Known = new();

    /// <summary>Two optimizers, three rates, two sizes, two seeds each: 24 trials of a few tenths of a second.</summary>
    public static Task<string> SweepAsync(TestDashboard dashboard) => Known.GetOrAdd(dashboard, _ => new(async () =>
    {
        var id = await dashboard.SubmitAsync("""
            name: digits by everything
            job: classifier
            params:
              dataset: synthetic-digits
              model: { layers: [{ kind: linear, units: { grid: [8, 32] } }, { kind: relu }, { kind: linear, units: 10 }] }
              epochs: 2
              batch: 64
              seed: { grid: [1, 2] }
              optimizer: { kind: { grid: [sgd, adam] }, lr: { grid: [0.001, 0.01, 0.1] } }
            objective: { metric: test.accuracy, direction: maximize }
            search: grid
            """);
        await dashboard.EndAsync(id);
        return id;
    })).Value;
}
