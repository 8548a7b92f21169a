using System.CommandLine;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Output;
using ActorTraining.Cli.Places;
using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain list</c>: the experiments of a store.</summary>
internal sealed class ListCommand : CliCommand
{
    private readonly PlaceOptions _place;
    private readonly JsonOption _json = new("Write one JSON object per experiment and line");

    /// <summary>Creates the command.</summary>
    public ListCommand(CommandContext context) : base(context, "list", "Lists the experiments of the store, the newest first.")
    {
        _place = new PlaceOptions(context, this);
        Add(_json);
        Examples = """
              actortrain list
              actortrain list --server http://localhost:5080
              actortrain list --json | jq -r 'select(.state == "running").id'
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ExperimentPlace place = _place.Place(parsed);
        List<ExperimentInfo> experiments = await ReadAsync(place, cancel);
        if (parsed.GetValue(_json))
            experiments.ForEach(experiment => Context.Out.WriteLine(JsonText.Of(experiment)));
        else if (experiments.Count == 0)
            Context.Out.WriteLine($"no experiments yet in {place.Shown}");
        else
            WriteTable(experiments);
        return ExitCode.Success;
    }

    private static async Task<List<ExperimentInfo>> ReadAsync(ExperimentPlace place, CancellationToken cancel)
    {
        if (!place.IsThere)
            return [];
        await using IExperimentsSession session = await place.OpenAsync(cancel);
        return await ExperimentPages.AllAsync(session.Experiments, new ExperimentQuery(), cancel).ToListAsync(cancel);
    }

    private void WriteTable(List<ExperimentInfo> experiments)
    {
        var table = new TextTable(
        [
            new TextColumn("id"),
            new TextColumn("name") { Rank = 3 },
            new TextColumn("state"),
            new TextColumn("trials", Right: true),
            new TextColumn("best") { Rank = 1 },
            new TextColumn("age") { Rank = 2 },
        ]);
        foreach (ExperimentInfo experiment in experiments)
            table.Add(experiment.State == ExperimentState.Failed ? TextTone.Bad : TextTone.Plain, Cells(experiment));
        table.Write(Context);
    }

    private IEnumerable<string> Cells(ExperimentInfo experiment)
    {
        int done = experiment.Counts.Where(count => count.Key.IsFinal()).Sum(count => count.Value);
        yield return experiment.Id;
        yield return experiment.Spec.Name;
        yield return TrialText.State(experiment.State);
        yield return $"{done}/{experiment.Planned?.ToString() ?? "?"}";
        yield return experiment.BestValue is { } value ? $"{experiment.Spec.Objective.Metric} {NumberText.Of(value)}" : "";
        yield return DurationText.Age(Context.Clock.GetUtcNow() - experiment.Created);
    }
}
