using ActorTraining.Cli.Hosting;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Control;

/// <summary>An open store whose experiments can be changed: through the process that runs them, or here, where nothing runs.</summary>
internal sealed class ControlSession : IAsyncDisposable
{
    private readonly IExperimentsSession _session;

    private ControlSession(IExperimentsSession session, bool isServed) => (_session, IsServed) = (session, isServed);

    /// <summary>The experiments.</summary>
    public IExperiments Experiments => _session.Experiments;

    /// <summary>Whether another process runs them.</summary>
    public bool IsServed { get; }

    /// <summary>Opens a store.</summary>
    /// <param name="provider">Where experiments are.</param>
    /// <param name="store">The full path of the store; it is created where it does not exist.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandException">The store cannot be used.</exception>
    public static async Task<ControlSession> OpenAsync(IExperimentsProvider provider, string store, CancellationToken cancel)
    {
        try
        {
            return new ControlSession(await provider.StartAsync(store, 0, cancel), isServed: false);
        }
        catch (StoreInUseException)
        {
            return new ControlSession(await provider.ConnectAsync(store, cancel), isServed: true);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
