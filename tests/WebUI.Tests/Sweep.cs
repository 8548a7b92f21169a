using System.Collections.Concurrent;

namespace ActorTraining.WebUI.Tests;

/// <summary>Real runs that several tests look at: each is made once for a dashboard.</summary>
internal static class Sweep
{
    private static readonly ConcurrentDictionary<TestDashboard, Lazy<Task<string>>> Digits = new();

    /// <summary>A finished sweep over learning rates: 6 trials of 8 epochs on drawn digits.</summary>
    public static Task<string> DigitsAsync(TestDashboard dashboard) => Digits.GetOrAdd(dashboard, _ => new(async () =>
    {
        var id = await dashboard.SubmitAsync("""
            name: digits by learning rate
            description: How fast a linear classifier learns drawn digits.
            tags: [digits, lr]
            job: classifier
            params:
              dataset: synthetic-digits
              model: { layers: [{ kind: linear, units: 10 }] }
              epochs: 8
              batch: 64
              optimizer: { kind: sgd, lr: { grid: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3] } }
            objective: { metric: test.accuracy, direction: maximize }
            search: grid
            """);
        await dashboard.EndAsync(id);
        return id;
    })).Value;
}
