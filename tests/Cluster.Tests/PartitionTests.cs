using System.Diagnostics;
using ActorTraining.Grains.Tests.Postgres;

namespace ActorTraining.Cluster.Tests;

/// <summary>Three real silos on hosts of a private network whose cables are cut.</summary>
public sealed class PartitionTests(SharedPostgres postgres, ITestOutputHelper output)
{
    [Fact]
    public async Task A_silo_that_is_cut_off_loses_its_trials_to_the_others_and_comes_back_without_counting_twice()
    {
        using var network = PrivateNetwork.Create(3, TestCluster.IsReachedOverNetwork);
        await using var server = await StartServerAsync();
        await using var cluster = await TestCluster.StartAsync(postgres, slots: 4, network: network, database: await server.CreateDatabaseAsync());
        var experiment = await cluster.SubmitAsync(trials: 8, seconds: 15, steps: 60);
        var (silo, lost) = await cluster.BusiestAsync(experiment);

        var cut = Stopwatch.GetTimestamp();
        network.Cut(silo);
        var next = await cluster.NextAttemptAsync(experiment, lost[0]);
        output.WriteLine($"trial {lost[0].Number} moves again {Stopwatch.GetElapsedTime(cut).TotalSeconds:0.0} s after the cable was cut");
        Assert.NotEqual(TestCluster.Name(silo), next.Silo);
        network.Mend(silo);

        await cluster.EndAsync(experiment, 8);
    }

    // Through a socket in the file system the hosts reach the database without a network, so that a cut cable cuts them off from each other only.
    private static Task<PostgresServer> StartServerAsync() => PostgresServer.StartNewAsync(SharedPostgres.Programs(), throughFiles: true);
}
