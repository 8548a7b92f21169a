using System.CommandLine;
using ActorTraining.Cli.Control;
using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain cancel</c>: ends one trial.</summary>
internal sealed class CancelCommand : ControlCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private const int MostLooks = 100;

    private readonly TrialArgument _trial = new();

    /// <summary>Creates the command.</summary>
    public CancelCommand(CommandContext context) : base(context, "cancel", "Cancels one trial of an experiment; what it reported stays, the others go on.")
    {
        Add(_trial);
        Examples = "  actortrain cancel latest 3";
    }

    /// <inheritdoc/>
    protected override async Task<ControlOutcome> ChangeAsync(IExperiments experiments, ExperimentInfo experiment, ParseResult parsed, CancellationToken cancel)
    {
        int trial = parsed.GetValue(_trial);
        await experiments.CancelTrialAsync(experiment.Id, trial, cancel);
        bool ended = await EndsAsync(experiments, experiment.Id, trial, cancel);
        return Done(experiment, $"trial {trial} of {experiment.Id} {(ended ? "is cancelled" : "was asked to leave, and is cancelled as soon as it does")}") with { Trial = trial };
    }

    // A running trial is asked to leave, and leaves at its next step.
    private async Task<bool> EndsAsync(IExperiments experiments, string experiment, int trial, CancellationToken cancel)
    {
        for (int look = 0; look < MostLooks; look++)
        {
            if (await ExperimentPages.TrialAsync(experiments, experiment, trial, cancel) is { } now && now.State.IsFinal())
                return true;
            await Task.Delay(Interval, Context.Clock, cancel);
        }
        return false;
    }
}
