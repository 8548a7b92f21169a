using ActorTraining.Experiments;
using ActorTraining.Silo.Control;
using ActorTraining.Silo.Stores;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Silo;

/// <summary>The experiments of a store that others run, under their control.</summary>
public sealed class ClusterConnection : IAsyncDisposable
{
    private ClusterConnection(ControlledExperiments experiments) => (Experiments, Submissions) = (experiments, experiments);

    /// <summary>What they can do.</summary>
    public IExperiments Experiments { get; }

    /// <summary>How experiments are submitted by those who may have to ask again.</summary>
    public ISubmissions Submissions { get; }

    /// <summary>Connects to whoever runs the experiments of a store: the process on this machine that has it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="files">Where large files of trials are; null for the store's own place.</param>
    /// <param name="cluster">The cluster's name; a store of the embedded runtime has one head, whatever its name.</param>
    /// <param name="jobs">The jobs that are known here.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreException">There is no store, or it cannot be used.</exception>
    public static Task<ClusterConnection> OpenAsync(string store, string? files, string cluster, JobCatalog jobs, CancellationToken cancel = default) =>
        Task.FromResult(new ClusterConnection(ControlledExperiments.Of(StoreLocation.Parse(store), files)));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
