using System.CommandLine;
using ActorTraining.Cli.Control;
using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain delete</c>: removes an ended experiment.</summary>
internal sealed class DeleteCommand : ControlCommand
{
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask" };

    /// <summary>Creates the command.</summary>
    public DeleteCommand(CommandContext context)
        : base(context, "delete", "Removes an ended experiment with its trials, metrics and stored files; reports that were written stay.")
    {
        Add(_yes);
        Examples = "  actortrain delete mnist-learning-rates-k3x --yes";
    }

    /// <inheritdoc/>
    protected override async Task<ControlOutcome> ChangeAsync(IExperiments experiments, ExperimentInfo experiment, ParseResult parsed, CancellationToken cancel)
    {
        if (experiment.Ended is null)
            throw new CommandException(ExitCode.Usage, $"{experiment.Id} has not come to its end; '{Context.Invocation} stop {experiment.Id}{Place.Place(parsed).Words}' ends it");
        if (!parsed.GetValue(_yes))
            await AskAsync(experiment, cancel);
        await experiments.DeleteAsync(experiment.Id, cancel);
        Place.Place(parsed).Reports.Forget(experiment.Id);
        return Done(experiment, $"experiment {experiment.Id} is deleted") with { Deleted = true };
    }

    private async Task AskAsync(ExperimentInfo experiment, CancellationToken cancel)
    {
        if (Context.Ask is not { } ask)
            throw new CommandException(ExitCode.Usage, $"{experiment.Id} was not deleted: nobody can be asked here, so that --yes has to say that it is meant");
        string trials = TrialText.Plural(experiment.Counts.Values.Sum(), "trial");
        string answer = await ask($"delete {experiment.Id} with its {trials}, metrics and stored files? [y/N] ", cancel);
        if (answer.Trim().ToLowerInvariant() is not ("y" or "yes"))
            throw new CommandException(ExitCode.Usage, $"{experiment.Id} was not deleted");
    }
}
