using ActorTraining.Grains.Tests.Postgres;

namespace ActorTraining.Cluster.Tests;

/// <summary>The population on one silo with fewer slots than trials, where nothing happens to it: what all other runs of it have to come to. Run once, when the first test asks.</summary>
public sealed class LonePopulation(SharedPostgres postgres)
{
    private readonly Lazy<Task<PopulationRun>> _run = new(async () =>
    {
        await using var cluster = await TestCluster.StartAsync(postgres, silos: 1, slots: 3);
        return await PopulationRun.EndAsync(cluster, await PopulationRun.SubmitAsync(cluster));
    });

    internal Task<PopulationRun> RunAsync() => _run.Value;
}
