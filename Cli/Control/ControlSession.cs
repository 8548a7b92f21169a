using ActorTraining.Cli.Hosting;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Control;

/// <summary>Experiments that can be changed: through whoever runs them, or here, where nothing runs.</summary>
/// <param name="session">The experiments; closed with this.</param>
/// <param name="isServed">Whether another process runs them.</param>
internal sealed class ControlSession(IExperimentsSession session, bool isServed) : IAsyncDisposable
{
    /// <summary>The experiments.</summary>
    public IExperiments Experiments => session.Experiments;

    /// <summary>Whether another process runs them.</summary>
    public bool IsServed => isServed;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DisposeAsync();
}
