using ActorTraining.Experiments;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Tests.Analysis;

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

    [Fact]
    public async Task While_trials_run_an_analysis_serves_for_a_while_and_of_an_ended_experiment_it_is_the_last()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var id = await dashboard.SubmitAsync("""
            name: told
            job: external
            params: { lr: { uniform: [0, 1] } }
            objective: { metric: score, direction: maximize }
            search: { algorithm: random, trials: 12 }
            """);
        var cache = new AnalysisCache(dashboard.Experiments, new StoppedClock());
        await TellAsync(10);
        var first = await cache.OfAsync(id, TestContext.Current.CancellationToken);

        await TellAsync(1);
        Assert.Same(first, await cache.OfAsync(id, TestContext.Current.CancellationToken));
        await TellAsync(1);
        await dashboard.EndAsync(id);

        Assert.Equal((10, 12), (first.Importance!.Trials, (await cache.OfAsync(id, TestContext.Current.CancellationToken)).Importance!.Trials));

        Task TellAsync(int trials) => ToldRuns.TellAsync(dashboard.Experiments, id, trials, parameters => ToldRuns.Curves(1, _ => new() { ["score"] = parameters.GetProperty("lr").GetDouble() }));
    }

    /// <summary>Its time stands still, so nothing it stamps grows old.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 1;
    }
}
