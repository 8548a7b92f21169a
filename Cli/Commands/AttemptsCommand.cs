using System.CommandLine;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Output;
using ActorTraining.Cli.Places;
using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain attempts</c>: how often a trial was tried, where, how each attempt ended, and what it wrote into its log.</summary>
internal sealed class AttemptsCommand : CliCommand
{
    private readonly ExperimentArgument _experiment = new();
    private readonly TrialArgument _trial = new();
    private readonly PlaceOptions _place;
    private readonly JsonOption _json = new("Write one JSON object with the trial, its attempts and its log");

    /// <summary>Creates the command.</summary>
    public AttemptsCommand(CommandContext context) : base(context, "attempts", "Shows the attempts at a trial: where each ran, how it ended, what it wrote into its log.")
    {
        Add(_experiment);
        Add(_trial);
        _place = new PlaceOptions(context, this);
        Add(_json);
        Examples = "  actortrain attempts latest 3";
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ExperimentPlace place = _place.Place(parsed);
        place.Require();
        await using IExperimentsSession session = await place.OpenAsync(cancel);
        ExperimentInfo experiment = await ExperimentChoice.FindAsync(session.Experiments, parsed.GetValue(_experiment)!, cancel);
        int number = parsed.GetValue(_trial);
        TrialInfo trial = await ExperimentPages.TrialAsync(session.Experiments, experiment.Id, number, cancel)
            ?? throw new CommandException(ExitCode.Usage, $"{experiment.Id} has no trial {number} yet; it has {experiment.Counts.Values.Sum()}");
        IReadOnlyList<AttemptInfo> attempts = await session.Experiments.AttemptsAsync(experiment.Id, number, cancel);
        List<TrialLogged> log = await ExperimentPages.StoredEventsAsync(session.Experiments, experiment, cancel)
            .OfType<TrialLogged>().Where(line => line.Trial == number).ToListAsync(cancel);
        if (parsed.GetValue(_json))
            Context.Out.WriteLine(JsonText.Of(new { Experiment = experiment.Id, Trial = trial, Attempts = attempts, Log = log }));
        else
            Write(experiment, trial, attempts, log);
        return ExitCode.Success;
    }

    private void Write(ExperimentInfo experiment, TrialInfo trial, IReadOnlyList<AttemptInfo> attempts, List<TrialLogged> log)
    {
        Context.Out.WriteLine(PlainText.Of($"{TrialText.Name(trial, ChoiceText.For(experiment.Spec))} of {experiment.Id}, {TrialText.State(trial.State)}: {TrialText.Plural(attempts.Count, "attempt")}"));
        if (attempts.Count > 0)
            WriteTable(trial, attempts);
        foreach (IGrouping<int, TrialLogged> lines in log.GroupBy(line => line.Attempt).OrderBy(group => group.Key))
        {
            Context.Out.WriteLine($"log of attempt {lines.Key}:");
            foreach (TrialLogged line in lines)
                Context.Out.WriteLine($"  {line.At.ToLocalTime():HH:mm:ss} {PlainText.Of(line.Message)}");
        }
    }

    private void WriteTable(TrialInfo trial, IReadOnlyList<AttemptInfo> attempts)
    {
        var table = new TextTable(
        [
            new TextColumn("#", Right: true),
            new TextColumn("where") { Rank = 1 },
            new TextColumn($"from {trial.Unit}", Right: true),
            new TextColumn("started") { Rank = 2 },
            new TextColumn("took", Right: true),
            new TextColumn("end"),
            new TextColumn("error") { Least = 20 },
        ]);
        foreach (AttemptInfo attempt in attempts)
            table.Add(
                attempt.End == "failed" ? TextTone.Bad : TextTone.Plain,
                $"{attempt.Attempt}",
                $"{attempt.Silo}/{attempt.Slot}",
                $"{attempt.From}",
                $"{attempt.Started.ToLocalTime():yyyy-MM-dd HH:mm:ss}",
                DurationText.Measured(((attempt.Ended ?? Context.Clock.GetUtcNow()) - attempt.Started).TotalSeconds),
                attempt.End ?? "running",
                attempt.Error ?? "");
        table.Write(Context);
    }
}
