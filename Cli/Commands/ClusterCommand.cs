using System.CommandLine;
using ActorTraining.Cli.Cluster;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Output;
using ActorTraining.Cli.Places;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain cluster</c>: the silos, what runs on their slots, and who waits.</summary>
internal sealed class ClusterCommand : CliCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly PlaceOptions _place;
    private readonly JsonOption _json = new("Write one JSON object with the silos and the queue; with --watch one per change and line");
    private readonly Option<bool> _watch = new("--watch") { Description = "Go on until Ctrl-C, and write again whenever something changed" };

    /// <summary>Creates the command.</summary>
    public ClusterCommand(CommandContext context) : base(context, "cluster", "Shows the silos of the cluster: their slots, what runs on them, and which experiments wait.")
    {
        _place = new PlaceOptions(context, this);
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
        ExperimentPlace place = _place.Place(parsed);
        place.Require();
        await using IExperimentsSession session = await place.ConnectAsync(cancel);
        Task<ClusterInfo> ReadAsync() => this.ReadAsync(session.Experiments, place, cancel);
        if (parsed.GetValue(_watch))
            await WatchAsync(ReadAsync, parsed.GetValue(_json), cancel);
        else
            Write(await ReadAsync(), parsed.GetValue(_json));
        return ExitCode.Success;
    }

    private async Task<ClusterInfo> ReadAsync(IExperiments experiments, ExperimentPlace place, CancellationToken cancel)
    {
        try
        {
            return await experiments.ClusterAsync(cancel);
        }
        catch (InvalidOperationException error)
        {
            throw new CommandException(ExitCode.Usage, error.InnerException is TimeoutException
                ? $"no process of yours runs the experiments of {place.Shown} now; '{Context.Invocation} serve{place.Words}' starts one"
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
