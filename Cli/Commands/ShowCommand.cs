using System.CommandLine;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Output;
using ActorTraining.Cli.Places;
using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain show</c>: one experiment of a store.</summary>
internal sealed class ShowCommand : CliCommand
{
    private const int MostHistory = 10;

    private readonly Argument<string> _experiment = new("experiment")
    {
        Description = "The identifier, the beginning of one, or 'latest'",
        DefaultValueFactory = _ => ExperimentChoice.Latest,
    };

    private readonly PlaceOptions _place;
    private readonly JsonOption _json = new("Write one JSON object with the experiment, all its trials and the report's folder");

    /// <summary>Creates the command.</summary>
    public ShowCommand(CommandContext context) : base(context, "show", "Shows an experiment: its state, its trials, and where its report is.")
    {
        Add(_experiment);
        _place = new PlaceOptions(context, this);
        Add(_json);
        Examples = """
              actortrain show latest
              actortrain show mnist-learning-rates-k3x
              actortrain show latest --json | jq '.trials[].objective'
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ExperimentPlace place = _place.Place(parsed);
        place.Require();
        await using IExperimentsSession session = await place.OpenAsync(cancel);
        ExperimentInfo experiment = await ExperimentChoice.FindAsync(session.Experiments, parsed.GetValue(_experiment)!, cancel);
        string? report = place.Reports.Find(experiment.Id);
        if (parsed.GetValue(_json))
            await WriteJsonAsync(session.Experiments, experiment, report, cancel);
        else
            await WriteTextAsync(session.Experiments, experiment, report, place.Words, cancel);
        return ExitCode.Success;
    }

    private async Task WriteJsonAsync(IExperiments experiments, ExperimentInfo experiment, string? report, CancellationToken cancel)
    {
        List<TrialInfo> trials = await ExperimentPages.AllTrialsAsync(experiments, experiment.Id, new TrialQuery(), cancel).ToListAsync(cancel);
        Context.Out.WriteLine(JsonText.Of(new { Experiment = experiment, Trials = trials, Report = report }));
    }

    private async Task WriteTextAsync(IExperiments experiments, ExperimentInfo experiment, string? report, string placeWords, CancellationToken cancel)
    {
        Context.Out.WriteLine($"experiment: {experiment.Id}");
        Context.Out.WriteLine($"name:       {PlainText.Of(experiment.Spec.Name)}");
        if (experiment.Spec.Description is { Length: > 0 } description)
            Context.Out.WriteLine($"about:      {PlainText.Of(description)}");
        Context.Out.WriteLine($"job:        {PlainText.Of(experiment.Spec.Job)}");
        Context.Out.WriteLine($"objective:  {PlainText.Of(experiment.Spec.Objective.Metric)}, {experiment.Spec.Objective.Direction.ToString().ToLowerInvariant()}");
        Context.Out.WriteLine($"created:    {experiment.Created.ToLocalTime():yyyy-MM-dd HH:mm:ss} ({DurationText.Age(Context.Clock.GetUtcNow() - experiment.Created)})");
        Context.Out.WriteLine($"active:     {DurationText.Measured(experiment.ActiveSeconds)}");
        if (experiment.Parent is { } parent)
            Context.Out.WriteLine($"clone of:   {parent}");
        if (experiment.Reason is { } reason)
            Context.Out.WriteLine($"reason:     {PlainText.Of(reason)}");
        RunResult result = await RunResults.ReadAsync(experiments, experiment, cancel) with { Report = report };
        new ResultText(Context).Write(result);
        WriteHistory(result, placeWords);
        if (report is null)
            Context.Out.WriteLine("report: none that this machine knows of");
    }

    /// <summary>What the table does not tell: why trials were stopped early, which needed more than one attempt, and what users changed while they ran.</summary>
    private void WriteHistory(RunResult result, string placeWords)
    {
        string id = result.Experiment.Id;
        WriteSome([.. result.Trials.Where(trial => trial.State == TrialState.Pruned)
            .Select(trial => PlainText.Of($"trial {trial.Number}: stopped early at {trial.Unit} {TrialText.Step(trial)} ({trial.Error})"))]);
        WriteSome([.. result.Trials.Where(trial => trial.Attempt > 1)
            .Select(trial => $"trial {trial.Number}: {trial.Attempt} attempts; '{Context.Invocation} attempts {id} {trial.Number}{placeWords}' tells more")]);
        WriteSome([.. result.Trials.SelectMany(trial => trial.Adjustments.Select(change => Adjusted(trial, change)))]);
    }

    private static string Adjusted(TrialInfo trial, Adjustment change) => PlainText.Of(
        $"trial {trial.Number}: {change.Path}={ChoiceText.Value(change.Value)} "
        + (change.Step is { } step ? $"before {trial.Unit} {step}" : $"from its next {trial.Unit} on"));

    private void WriteSome(List<string> lines)
    {
        lines.Take(MostHistory).ToList().ForEach(Context.Out.WriteLine);
        if (lines.Count > MostHistory)
            Context.Out.WriteLine($"… {lines.Count - MostHistory} more");
    }
}
