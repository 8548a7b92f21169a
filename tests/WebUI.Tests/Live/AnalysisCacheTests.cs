using ActorTraining.Experiments;
using ActorTraining.WebUI.Live;

namespace ActorTraining.WebUI.Tests.Live;

/// <summary>Analyses that are made once for all who ask.</summary>
public sealed class AnalysisCacheTests
{
    private const string Sweep = """
        name: analysed
        job: sleep
        params: { seconds: 0, steps: { int: [1, 12] } }
        objective: { metric: value, direction: maximize }
        search: { algorithm: random, trials: 12 }
        """;

    [Fact]
    public async Task An_ended_experiment_is_analysed_once_for_all_who_ask()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var id = await dashboard.SubmitAsync(Sweep);
        await dashboard.EndAsync(id);
        var cache = new AnalysisCache(dashboard.Experiments, new StoppedClock());

        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cache.OfAsync(id, TestContext.Current.CancellationToken)));

        Assert.Equal(12, reports[0].Importance!.Trials);
        Assert.All(reports, report => Assert.Same(reports[0], report));
        await Assert.ThrowsAsync<UnknownExperimentException>(() => cache.OfAsync("none-such", TestContext.Current.CancellationToken));
    }

    /// <summary>Its time stands still, so nothing it stamps grows old.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 1;
    }
}
