using ActorTraining.Experiments;
using ActorTraining.Silo;
using ActorTraining.Training.Jobs;

namespace ActorTraining.WebUI.Hosting;

/// <summary>The experiments that the dashboard shows: run in this process or, where another one has the store, by that one or its cluster.</summary>
public sealed class ExperimentsHost : IAsyncDisposable
{
    private readonly IAsyncDisposable _owner;

    private ExperimentsHost(IAsyncDisposable owner, IExperiments experiments, ISubmissions submissions, bool runsHere, Task<string> lost) =>
        (_owner, Experiments, Submissions, RunsHere, Lost) = (owner, experiments, submissions, runsHere, lost);

    /// <summary>What they can do.</summary>
    public IExperiments Experiments { get; }

    /// <summary>How they are submitted by those who may have to ask again.</summary>
    public ISubmissions Submissions { get; }

    /// <summary>Whether this process runs them.</summary>
    public bool RunsHere { get; }

    /// <summary>Completes, with the reason, when another process has taken the store; this one should stop then.</summary>
    public Task<string> Lost { get; }

    /// <summary>Opens the store of the settings, and takes up what is unfinished in it unless another process runs it.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static async Task<ExperimentsHost> StartAsync(DashboardSettings settings, JobCatalog jobs, Action<ILoggingBuilder> logging, CancellationToken cancel)
    {
        try
        {
            var cluster = await LocalCluster.StartAsync(
                new LocalClusterOptions { StorePath = settings.Store, Files = settings.Files, Slots = settings.Slots, Jobs = jobs, TakesUpUnfinished = true, Logging = logging },
                cancel);
            return new ExperimentsHost(cluster, cluster.Experiments, cluster.Submissions, runsHere: true, cluster.Lost);
        }
        catch (StoreException e) when (e.InUse)
        {
            var connection = await ClusterConnection.OpenAsync(settings.Store, settings.Files, settings.Cluster, jobs, cancel);
            return new ExperimentsHost(connection, connection.Experiments, connection.Submissions, runsHere: false, new TaskCompletionSource<string>().Task);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _owner.DisposeAsync();
}
