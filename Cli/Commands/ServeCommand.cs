using System.CommandLine;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Serving;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain serve</c>: runs everything unfinished of a store, and what others submit, until it is stopped.</summary>
internal sealed class ServeCommand : CliCommand
{
    private readonly StoreOption _store = new();
    private readonly SlotsOption _slots = new();
    private readonly JsonOption _json = new("Write one JSON object per event and line");

    /// <summary>Creates the command.</summary>
    public ServeCommand(CommandContext context)
        : base(context, "serve", "Runs everything unfinished of the store and what 'submit' and 'clone' add, until it is stopped; after a crash the next start takes all of it up.")
    {
        Add(_store);
        Add(_slots);
        Add(_json);
        Examples = """
              actortrain serve
              actortrain serve --store lab.db --slots 4
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        string store = _store.Path(parsed, Context);
        int? slots = parsed.GetValue(_slots);
        await using IExperimentsSession session = await Context.Experiments.ServeAsync(store, slots, cancel);
        try
        {
            IServeRenderer renderer = parsed.GetValue(_json) ? new JsonServeRenderer(Context) : new LineServeRenderer(Context);
            renderer.Begin(store, slots ?? Environment.ProcessorCount);
            await WatchAsync(session, renderer, cancel);
        }
        catch (OperationCanceledException) when (Context.Interruption.Requested)
        {
            Context.Error.WriteLine("stopping: trials stop at their last checkpoint, from where the next start goes on; Ctrl-C again leaves at once");
        }
        return ExitCode.Success;
    }

    private async Task WatchAsync(IExperimentsSession session, IServeRenderer renderer, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task watching = new ExperimentsWatch(session.Experiments, renderer, Context.Clock).RunAsync(stop.Token);
        if (await Task.WhenAny(watching, session.Lost) != watching)
        {
            await stop.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new CommandException(ExitCode.Usage, await session.Lost);
        }
        await watching;
    }
}
