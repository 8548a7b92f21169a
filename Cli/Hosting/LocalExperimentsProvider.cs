namespace ActorTraining.Cli.Hosting;

/// <summary>Runs experiments in this process.</summary>
internal sealed class LocalExperimentsProvider : IExperimentsProvider
{
    /// <inheritdoc/>
    public Task<IExperimentsSession> StartAsync(string store, int? slots, CancellationToken cancel) =>
        throw new CommandException(ExitCode.Unexpected, "this build has no runtime");

    /// <inheritdoc/>
    public Task<IExperimentsSession> OpenAsync(string store, CancellationToken cancel) =>
        throw new CommandException(ExitCode.Unexpected, "this build has no runtime");
}
