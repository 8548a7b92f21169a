using ActorTraining.Experiments;
using ActorTraining.Silo;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Cli.Hosting;

/// <summary>Runs experiments in this process, on its machine's cores, or reaches those that others run.</summary>
/// <param name="jobs">The jobs that can run.</param>
internal sealed class LocalExperimentsProvider(JobCatalog jobs) : IExperimentsProvider
{
    /// <summary>Where large files of trials go: a folder, or <c>s3://bucket/prefix?endpoint=...</c>; null for the store's own place.</summary>
    private static string? Files => Environment.GetEnvironmentVariable("ACTORTRAINING_FILES") is { Length: > 0 } place ? place : null;

    /// <summary>The cluster's name, where several silos share the store.</summary>
    private static string Cluster => Environment.GetEnvironmentVariable("ACTORTRAINING_CLUSTER") is { Length: > 0 } name ? name : "actortraining";

    /// <inheritdoc/>
    public Task<IExperimentsSession> StartAsync(string store, int? slots, CancellationToken cancel) =>
        StartAsync(new LocalClusterOptions { StorePath = store, Files = Files, Jobs = jobs }, slots, cancel);

    /// <inheritdoc/>
    public Task<IExperimentsSession> ServeAsync(string store, int? slots, CancellationToken cancel) =>
        StartAsync(new LocalClusterOptions { StorePath = store, Files = Files, Jobs = jobs, TakesUpUnfinished = true }, slots, cancel);

    /// <inheritdoc/>
    public async Task<IExperimentsSession> ConnectAsync(string store, CancellationToken cancel)
    {
        try
        {
            return new ConnectedSession(await ClusterConnection.OpenAsync(store, Files, Cluster, jobs, cancel));
        }
        catch (StoreException error)
        {
            throw new CommandException(ExitCode.Usage, error.Message);
        }
    }

    /// <inheritdoc/>
    public Task<IExperimentsSession> OpenAsync(string store, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult<IExperimentsSession>(new LookingSession(LocalCluster.OpenReadOnly(store, Files)));
        }
        catch (StoreException error)
        {
            throw new CommandException(ExitCode.Usage, error.Message);
        }
    }

    /// <inheritdoc/>
    public Task<IExperimentsSession> ReachAsync(Uri server, string? token, CancellationToken cancel) => Task.FromResult<IExperimentsSession>(ServerSession.Create(server, token));

    private static async Task<IExperimentsSession> StartAsync(LocalClusterOptions options, int? slots, CancellationToken cancel)
    {
        if (slots is { } wanted)
            options = options with { Slots = wanted };
        try
        {
            return new Session(await LocalCluster.StartAsync(options, cancel));
        }
        catch (StoreException error)
        {
            throw error.InUse ? new StoreInUseException(error.Message) : new CommandException(ExitCode.Usage, error.Message);
        }
    }

    private sealed class Session(LocalCluster cluster) : IExperimentsSession
    {
        public IExperiments Experiments { get; } = cluster.Experiments;

        public Task<string> Lost => cluster.Lost;

        public ValueTask DisposeAsync() => cluster.DisposeAsync();
    }

    private sealed class ConnectedSession(ClusterConnection connection) : IExperimentsSession
    {
        public IExperiments Experiments { get; } = connection.Experiments;

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }

    private sealed class LookingSession(IExperiments experiments) : IExperimentsSession
    {
        public IExperiments Experiments { get; } = experiments;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
