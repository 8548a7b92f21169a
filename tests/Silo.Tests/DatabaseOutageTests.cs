using System.Collections.Concurrent;
using ActorTraining.Experiments;
using ActorTraining.Grains.Tests.Postgres;

namespace ActorTraining.Silo.Tests;

/// <summary>The database server dies under running trials, and comes back.</summary>
public sealed class DatabaseOutageTests : ClusterFixture
{
    private PostgresServer? _server;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(30)]
    [InlineData(1)]
    public async Task Trials_go_on_through_an_outage_and_every_point_is_there_once(int patience)
    {
        using var halfWay = new CountdownEvent(2);
        using var back = new ManualResetEventSlim();
        var steps = new ConcurrentQueue<(double, long)>();
        await OpenAsync(CountJob.Catalog((trial, step, _) =>
        {
            steps.Enqueue((trial.Parameters.GetProperty("lr").GetDouble(), step));
            if (step == 10 && !halfWay.IsSet)
            {
                halfWay.Signal();
                back.Wait(Patience);
            }
        }), patience: TimeSpan.FromSeconds(patience), takeUp: true);
        var experiment = await Experiments.SubmitAsync(Grid(new { steps = 20, lr = new { grid = (double[])[1, 2, 3] } }), Patience);
        await Task.Run(() => halfWay.Wait(Patience), Patience);

        await _server!.CrashAsync();
        back.Set();
        // Longer than the shorter patience: the coordinator leaves and comes back, while its trials go on.
        await Task.Delay(TimeSpan.FromSeconds(4), Patience);
        await _server.StartAsync();

        Assert.Equal(3, (await EndOf(experiment)).Counts[TrialState.Completed]);
        var metrics = await Experiments.MetricsAsync(experiment, new MetricQuery(), Patience);
        Assert.Equal([1, 2, 3], metrics.Select(series => series.Trial));
        Assert.All(metrics, series => Assert.Equal(Enumerable.Range(1, 20).Select(step => (double)series.Trial * step), series.Values));
        Assert.Equal(steps.Distinct().Count(), steps.Count);
        Assert.All((await Experiments.TrialsAsync(experiment, new TrialQuery(), Patience)).Items, trial => Assert.Equal(1, trial.Attempt));
    }

    protected override async Task<string> NewStoreAsync(string folder)
    {
        _server = await PostgresServer.StartNewAsync(SharedPostgres.Programs());
        return await _server.CreateDatabaseAsync();
    }
}
