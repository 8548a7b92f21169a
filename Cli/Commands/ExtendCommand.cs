using System.CommandLine;
using ActorTraining.Cli.Control;
using ActorTraining.Cli.Runs;
using ActorTraining.Cli.Specs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain extend</c>: lets an ended experiment go on with more or longer trials.</summary>
internal sealed class ExtendCommand : ControlCommand
{
    private readonly SetOption _set = new() { Required = true };

    /// <summary>Creates the command.</summary>
    public ExtendCommand(CommandContext context)
        : base(context, "extend", "Lets an ended experiment go on: with more trials, or with longer ones that go on from their checkpoints.")
    {
        Add(_set);
        Examples = """
              actortrain extend latest --set search.trials=50
              actortrain extend mnist-learning-rates-k3x --set params.epochs=32
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ControlOutcome> ChangeAsync(IExperiments experiments, ExperimentInfo experiment, ParseResult parsed, CancellationToken cancel)
    {
        await experiments.ExtendAsync(experiment.Id, SpecOverrides.OfOption(parsed.GetValue(_set) ?? []), cancel);
        ExperimentInfo extended = await experiments.GetAsync(experiment.Id, cancel);
        string trials = extended.Planned is { } planned ? $", {TrialText.Plural(planned, "trial")} in all" : "";
        return Done(experiment, $"experiment {experiment.Id} is extended{trials}");
    }
}
