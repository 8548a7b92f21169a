using System.CommandLine;
using ActorTraining.Cli.Control;
using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain stop</c>: ends an experiment for good.</summary>
internal sealed class StopCommand : ControlCommand
{
    /// <summary>Creates the command.</summary>
    public StopCommand(CommandContext context) : base(context, "stop", "Ends an experiment for good; its results so far stay.") =>
        Examples = "  actortrain stop mnist-learning-rates-k3x";

    /// <inheritdoc/>
    protected override async Task<ControlOutcome> ChangeAsync(IExperiments experiments, ExperimentInfo experiment, ParseResult parsed, CancellationToken cancel)
    {
        if (experiment.Ended is not null)
            return Done(experiment, $"experiment {experiment.Id} has ended already ({TrialText.State(experiment.State)})");
        await experiments.StopAsync(experiment.Id, cancel);
        return Done(experiment, $"experiment {experiment.Id} is stopped; its results stay");
    }
}
