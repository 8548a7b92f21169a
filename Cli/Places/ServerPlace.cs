using ActorTraining.Cli.Control;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Reports;
using ActorTraining.Silo.Hosting;

namespace ActorTraining.Cli.Places;

/// <summary>A server, which runs its experiments whoever looks at them.</summary>
/// <param name="context">Reaches it.</param>
/// <param name="server">Its address.</param>
/// <param name="token">The token that it knows; null for none.</param>
/// <param name="words">How another command names it.</param>
internal sealed class ServerPlace(CommandContext context, Uri server, string? token, string words) : ExperimentPlace
{
    /// <inheritdoc/>
    public override string Shown => server.AbsoluteUri;

    /// <inheritdoc/>
    public override string Words => words;

    /// <inheritdoc/>
    public override string Runner => $"on {Shown}";

    /// <inheritdoc/>
    public override bool IsHere => false;

    /// <inheritdoc/>
    public override bool IsThere => true;

    /// <inheritdoc/>
    public override ReportPlaces Reports => ReportPlaces.OfServer(UserFolder.Of(context.Variable), server);

    /// <inheritdoc/>
    public override Task<IExperimentsSession> OpenAsync(CancellationToken cancel) => context.Experiments.ReachAsync(server, token, cancel);

    /// <inheritdoc/>
    public override Task<IExperimentsSession> ConnectAsync(CancellationToken cancel) => OpenAsync(cancel);

    /// <inheritdoc/>
    public override async Task<ControlSession> ControlAsync(CancellationToken cancel) => new(await OpenAsync(cancel), isServed: true);

    /// <inheritdoc/>
    public override Task<IExperimentsSession> RunAsync(int? slots, CancellationToken cancel) => OpenAsync(cancel);
}
