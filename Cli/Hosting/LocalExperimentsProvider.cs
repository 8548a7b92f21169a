using ActorTraining.Experiments;
using ActorTraining.Silo;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Cli.Hosting;

/// <summary>Runs experiments in this process, on its machine's cores.</summary>
/// <param name="jobs">The jobs that can run.</param>
internal sealed class LocalExperimentsProvider(JobCatalog jobs) : IExperimentsProvider
{
    /// <inheritdoc/>
    public async Task<IExperimentsSession> StartAsync(string store, int? slots, CancellationToken cancel)
    {
        var options = new LocalClusterOptions { StorePath = store, Jobs = jobs };
        if (slots is { } wanted)
            options = options with { Slots = wanted };
        try
        {
            return new Session(await LocalCluster.StartAsync(options, cancel));
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
            return Task.FromResult<IExperimentsSession>(new ReadOnlySession(LocalCluster.OpenReadOnly(store)));
        }
        catch (StoreException error)
        {
            throw new CommandException(ExitCode.Usage, error.Message);
        }
    }

    private sealed class Session(LocalCluster cluster) : IExperimentsSession
    {
        public IExperiments Experiments { get; } = cluster.Experiments;

        public ValueTask DisposeAsync() => cluster.DisposeAsync();
    }

    private sealed class ReadOnlySession(IExperiments experiments) : IExperimentsSession
    {
        public IExperiments Experiments { get; } = experiments;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
