using System.CommandLine;
using ActorTraining.Cli.Control;
using ActorTraining.Cli.Output;
using ActorTraining.Cli.Runs;
using ActorTraining.Cli.Specs;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain adjust</c>: changes a parameter of a trial while it runs.</summary>
internal sealed class AdjustCommand : ControlCommand
{
    private readonly TrialArgument _trial = new();
    private readonly Argument<string> _change = new("path=value") { Description = "A parameter that the job lets change while it runs, and its new value, for example optimizer.lr=0.01" };

    /// <summary>Creates the command.</summary>
    public AdjustCommand(CommandContext context)
        : base(context, "adjust", "Changes a parameter of a running or waiting trial, its learning rate for example, from its next epoch on.")
    {
        Add(_trial);
        Add(_change);
        Examples = "  actortrain adjust latest 2 optimizer.lr=0.01";
    }

    /// <inheritdoc/>
    protected override async Task<ControlOutcome> ChangeAsync(IExperiments experiments, ExperimentInfo experiment, ParseResult parsed, CancellationToken cancel)
    {
        int number = parsed.GetValue(_trial);
        SpecOverride change = SpecOverrides.Parse(parsed.GetValue(_change)!, "");
        // Under 'params' is where it stands in a spec, so that a path that begins there means the same.
        string path = string.Join('.', change.Keys.Skip(change.Keys[0] == "params" ? 1 : 0));
        await experiments.AdjustAsync(experiment.Id, number, path, change.Value, cancel);
        TrialInfo? trial = await ExperimentPages.TrialAsync(experiments, experiment.Id, number, cancel);
        string when = trial is { State: TrialState.Running } ? $"from its next {trial.Unit} on" : "when it runs";
        return Done(experiment, $"trial {number} of {experiment.Id} takes {path}={ChoiceText.Value(change.Value)} {when}") with { Trial = number };
    }
}
