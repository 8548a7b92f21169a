using ActorTraining.Experiments;
using ActorTraining.Grains.Tests.Postgres;
using ActorTraining.Silo;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Cluster.Tests;

/// <content>A head with a store in a file, and members that dial in.</content>
internal sealed partial class TestCluster
{
    private ClusterConnection? _connection;

    /// <summary>The file, or the database.</summary>
    public string Store { get; private set; } = "";

    /// <summary>Whether this process talks to the silos over their network.</summary>
    public static bool IsReachedOverNetwork => false;

    /// <summary>Whether the others go on where this one has been lost.</summary>
    public static bool IsReplaceable(int silo) => silo > 0;

    private Task PrepareAsync(SharedPostgres postgres, string? database)
    {
        Store = database ?? Path.Combine(_folder, "experiments.db");
        return Task.CompletedTask;
    }

    private IEnumerable<string> Options(int number) =>
        number == 0 ? ["--store", Store] : Joining();

    private IEnumerable<string> Joining() => ["--join", Address(0).AbsoluteUri];

    private async Task<IExperiments> ConnectAsync()
    {
        _connection = await ClusterConnection.OpenAsync(Store, files: null, "test", JobCatalog.Default, Patience);
        return _connection.Experiments;
    }

    private ValueTask DisconnectAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;
}
