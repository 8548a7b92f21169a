using System.CommandLine;
using ActorTraining.Cli.Control;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain pause</c>: starts no new trials of an experiment and stops the running ones at their checkpoints.</summary>
internal sealed class PauseCommand : ControlCommand
{
    /// <summary>Creates the command.</summary>
    public PauseCommand(CommandContext context) : base(context, "pause", "Pauses an experiment: running trials stop at their last checkpoint, no new ones start.") =>
        Examples = "  actortrain pause latest";

    /// <inheritdoc/>
    protected override async Task<ControlOutcome> ChangeAsync(IExperiments experiments, ExperimentInfo experiment, ParseResult parsed, CancellationToken cancel)
    {
        await experiments.PauseAsync(experiment.Id, cancel);
        return Done(experiment, $"experiment {experiment.Id} is paused");
    }
}
