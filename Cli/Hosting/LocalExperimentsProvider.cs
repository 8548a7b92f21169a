using ActorTraining.Experiments;
using ActorTraining.Silo;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Cli.Hosting;

/// <summary>Runs experiments in this process.</summary>
internal sealed class LocalExperimentsProvider(JobCatalog jobs) : IExperimentsProvider
{
    /// <inheritdoc/>
    public async Task<IExperimentsSession> StartAsync(string store, int? slots, CancellationToken cancel)
    {
        var options = new LocalClusterOptions { StorePath = store, Jobs = jobs };
        try
        {
            return new Running(await LocalCluster.StartAsync(slots is { } count ? options with { Slots = count } : options, cancel));
        }
        catch (StoreException e)
        {
            throw new CommandException(ExitCode.Unexpected, e.Message);
        }
    }

    /// <inheritdoc/>
    public Task<IExperimentsSession> OpenAsync(string store, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult<IExperimentsSession>(new Opened(LocalCluster.OpenReadOnly(store)));
        }
        catch (StoreException e)
        {
            throw new CommandException(ExitCode.Unexpected, e.Message);
        }
    }

    private sealed class Running(LocalCluster cluster) : IExperimentsSession
    {
        public IExperiments Experiments => cluster.Experiments;

        public ValueTask DisposeAsync() => cluster.DisposeAsync();
    }

    private sealed class Opened(IExperiments experiments) : IExperimentsSession
    {
        public IExperiments Experiments => experiments;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
