using ActorTraining.Experiments;
using ActorTraining.Grains;
using ActorTraining.Grains.Storage;
using ActorTraining.Silo.Control;
using ActorTraining.Silo.Runtime;
using ActorTraining.Silo.Stores;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Silo;

/// <summary>The experiments of a store that others run, under their control.</summary>
public sealed class ClusterConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly OrleansClient? _client;
    private readonly RelationalStore? _store;

    private ClusterConnection(IExperiments experiments, ISubmissions submissions, OrleansClient? client = null, RelationalStore? store = null) =>
        (Experiments, Submissions, _client, _store) = (experiments, submissions, client, store);

    /// <summary>What they can do.</summary>
    public IExperiments Experiments { get; }

    /// <summary>How experiments are submitted by those who may have to ask again.</summary>
    public ISubmissions Submissions { get; }

    /// <summary>Connects to whoever runs the experiments of a store: the silos of a cluster on its database, otherwise the process on this machine that has it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="files">Where large files of trials are; null for the store's own place.</param>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="jobs">The jobs that are known here.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreException">There is no store, or it cannot be used.</exception>
    public static async Task<ClusterConnection> OpenAsync(string store, string? files, string cluster, JobCatalog jobs, CancellationToken cancel = default)
    {
        var location = StoreLocation.Parse(store);
        if (location.ConnectionString is not { } database || await StoreClaim.SharedByAsync(location, cancel) is not { } there)
        {
            var controlled = ControlledExperiments.Of(location, files);
            return new ClusterConnection(controlled, controlled);
        }

        // Before anything is opened: a newer version would change the database under the silos.
        if (new ClusterIdentity(cluster, ClusterIdentity.ThisVersion).Conflict(there, location.Identity) is { } conflict)
        {
            throw new StoreException(conflict);
        }

        var client = await OrleansClient.ConnectAsync(new OrleansClusterOptions { ConnectionString = database, ClusterId = cluster, ServiceId = cluster }, Patience, cancel: cancel);
        RelationalStore? open = null;
        try
        {
            open = location.Open(new StoreOptions());
            var experiments = new GrainExperiments(client.Grains, open, BlobLocation.Open(files, location, open), jobs, TimeProvider.System);
            return new ClusterConnection(experiments, experiments, client, open);
        }
        catch
        {
            await CloseAsync(client, open);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseAsync(_client, _store);

    private static async ValueTask CloseAsync(OrleansClient? client, RelationalStore? store)
    {
        await (client?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (store?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
