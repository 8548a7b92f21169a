using ActorTraining.Experiments;
using ActorTraining.Grains.Tests.Postgres;
using ActorTraining.Silo;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Cluster.Tests;

/// <content>A head with a store in a file, and members that dial in.</content>
internal sealed partial class TestCluster
{
    private const string Token = "a-secret-of-these-tests";

    public string Store => Path.Combine(_folder, "experiments.db");

    /// <summary>Whether the others go on where this one has been lost.</summary>
    public static bool IsReplaceable(int silo) => silo > 0;

    private static Task PrepareAsync(SharedPostgres postgres) => Task.CompletedTask;

    private IEnumerable<string> Options(int number) =>
        ["--token", Token, .. number == 0 ? (string[])["--store", Store] : ["--join", Address(0).AbsoluteUri]];

    private async Task<IExperiments> ConnectAsync() => (await ClusterConnection.OpenAsync(Store, files: null, "test", JobCatalog.Default, Patience)).Experiments;

    private static ValueTask DisconnectAsync() => ValueTask.CompletedTask;
}
