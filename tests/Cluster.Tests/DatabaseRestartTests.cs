using ActorTraining.Grains.Tests.Postgres;

namespace ActorTraining.Cluster.Tests;

/// <summary>Three real silos whose PostgreSQL server crashes and comes back while trials run.</summary>
public sealed class DatabaseRestartTests(SharedPostgres postgres)
{
    [Fact]
    public async Task Trials_go_on_while_the_database_is_away_and_none_is_lost_or_counted_twice()
    {
        await using var server = await PostgresServer.StartNewAsync(SharedPostgres.Programs());
        await using var cluster = await TestCluster.StartAsync(postgres, database: await server.CreateDatabaseAsync());
        var experiment = await cluster.SubmitAsync(trials: 12, seconds: 5, steps: 20);
        await cluster.RunningOnAsync(experiment, silo: 1);

        await server.CrashAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), cluster.Patience);
        await server.StartAsync();

        await cluster.EndAsync(experiment, 12);
    }
}
