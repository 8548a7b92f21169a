using System.CommandLine;
using ActorTraining.Cli.Cluster;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Output;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain cluster</c>: the silos, what runs on their slots, and who waits.</summary>
internal sealed class ClusterCommand : CliCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly StoreOption _store = new();
    private readonly JsonOption _json = new("Write one JSON object with the silos and the queue; with --watch one per change and line");
    private readonly Option<bool> _watch = new("--watch") { Description = "Go on until Ctrl-C, and write again whenever something changed" };

    /// <summary>Creates the command.</summary>
    public ClusterCommand(CommandContext context) : base(context, "cluster", "Shows the silos of the cluster: their slots, what runs on them, and which experiments wait.")
    {
        Add(_store);
        Add(_watch);
        Add(_json);
        Examples = """
              actortrain cluster
              actortrain cluster --watch
              actortrain cluster --json | jq '[.silos[].slots[] | select(.state == "idle")] | length'
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        string store = _store.Path(parsed, Context);
        if (!StorePath.IsThere(store))
            throw new CommandException(ExitCode.Usage, $"there are no experiments yet: {StorePath.Shown(Context, store)} does not exist");
        await using IExperimentsSession session = await Context.Experiments.ConnectAsync(store, cancel);
        Task<ClusterInfo> ReadAsync() => this.ReadAsync(session.Experiments, store, _store.Words(parsed), cancel);
        if (parsed.GetValue(_watch))
            await WatchAsync(ReadAsync, parsed.GetValue(_json), cancel);
        else
            Write(await ReadAsync(), parsed.GetValue(_json));
        return ExitCode.Success;
    }

    private async Task<ClusterInfo> ReadAsync(IExperiments experiments, string store, string storeWords, CancellationToken cancel)
    {
        try
        {
            return await experiments.ClusterAsync(cancel);
        }
        catch (InvalidOperationException error)
        {
            throw new CommandException(ExitCode.Usage, error.InnerException is TimeoutException
                ? $"no process of yours runs the experiments of {StorePath.Shown(Context, store)} now; '{Context.Invocation} serve{storeWords}' starts one"
                : error.Message);
        }
    }

    private async Task WatchAsync(Func<Task<ClusterInfo>> read, bool json, CancellationToken cancel)
    {
        string? shown = null;
        try
        {
            while (true)
            {
                ClusterInfo cluster = await read();
                string state = JsonText.Of(cluster);
                if (state != shown)
                {
                    if (Context.Terminal is not null && !json)
                        SpectreConsole.Create(Context).Clear(home: true);
                    else if (shown is not null && !json)
                        Context.Out.WriteLine();
                    Write(cluster, json);
                    shown = state;
                }
                await Task.Delay(Interval, Context.Clock, cancel);
            }
        }
        catch (OperationCanceledException) when (Context.Interruption.Requested)
        {
            // Ctrl-C is how a watch ends.
        }
    }

    private void Write(ClusterInfo cluster, bool json)
    {
        if (json)
            Context.Out.WriteLine(JsonText.Of(cluster));
        else
            new ClusterText(Context).Write(cluster);
    }
}
