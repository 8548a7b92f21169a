using ActorTraining.Cli.Control;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Reports;

namespace ActorTraining.Cli.Places;

/// <summary>A store that this machine can open.</summary>
/// <param name="context">Opens it.</param>
/// <param name="store">Its full path.</param>
/// <param name="words">How another command names it.</param>
internal sealed class StorePlace(CommandContext context, string store, string words) : ExperimentPlace
{
    /// <inheritdoc/>
    public override string Shown => StorePath.Shown(context, store);

    /// <inheritdoc/>
    public override string Words => words;

    /// <inheritdoc/>
    public override string Runner => "in the process that runs this store";

    /// <inheritdoc/>
    public override bool IsHere => true;

    /// <inheritdoc/>
    public override bool IsThere => StorePath.IsThere(store);

    /// <inheritdoc/>
    public override ReportPlaces Reports => ReportPlaces.Of(store);

    /// <inheritdoc/>
    public override Task<IExperimentsSession> OpenAsync(CancellationToken cancel) => context.Experiments.OpenAsync(store, cancel);

    /// <inheritdoc/>
    public override Task<IExperimentsSession> ConnectAsync(CancellationToken cancel) => context.Experiments.ConnectAsync(store, cancel);

    /// <inheritdoc/>
    /// <remarks>Through the process that runs them, otherwise here, where nothing runs; the store is created where it does not exist.</remarks>
    public override async Task<ControlSession> ControlAsync(CancellationToken cancel)
    {
        try
        {
            return new ControlSession(await context.Experiments.StartAsync(store, 0, cancel), isServed: false);
        }
        catch (StoreInUseException)
        {
            return new ControlSession(await context.Experiments.ConnectAsync(store, cancel), isServed: true);
        }
    }

    /// <inheritdoc/>
    public override Task<IExperimentsSession> RunAsync(int? slots, CancellationToken cancel) => context.Experiments.StartAsync(store, slots, cancel);
}
