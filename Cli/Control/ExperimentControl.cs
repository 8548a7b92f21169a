using ActorTraining.Cli.Commands;
using ActorTraining.Cli.Output;
using ActorTraining.Cli.Places;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Control;

/// <summary>Carries one command out, wherever its experiment runs, and tells what came of it.</summary>
/// <param name="context">Receives what is told.</param>
/// <param name="place">Where the experiment is.</param>
/// <param name="json">Whether one JSON object is told instead of a sentence.</param>
internal sealed class ExperimentControl(CommandContext context, ExperimentPlace place, bool json)
{
    /// <summary>Does something to a stored experiment.</summary>
    /// <param name="words">What the user called it.</param>
    /// <param name="change">Does it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandException">There is no such experiment, or it was refused.</exception>
    public async Task<ExitCode> ChangeAsync(string words, Func<IExperiments, ExperimentInfo, Task<ControlOutcome>> change, CancellationToken cancel)
    {
        place.Require();
        return await DoAsync(async experiments => await change(experiments, await ExperimentChoice.FindAsync(experiments, words, cancel)), cancel);
    }

    /// <summary>Does something where experiments are; a store is created where it does not exist.</summary>
    /// <exception cref="CommandException">It was refused.</exception>
    public async Task<ExitCode> DoAsync(Func<IExperiments, Task<ControlOutcome>> change, CancellationToken cancel)
    {
        await using ControlSession session = await place.ControlAsync(cancel);
        ControlOutcome outcome;
        try
        {
            outcome = await change(session.Experiments);
        }
        catch (InvalidSpecException invalid)
        {
            throw new CommandException(ExitCode.Usage, $"nothing was changed:\n  {string.Join("\n  ", invalid.Errors)}");
        }
        catch (InvalidOperationException refusal)
        {
            throw new CommandException(ExitCode.Usage, refusal.Message);
        }
        ExperimentState? state = outcome.Deleted ? null : (await session.Experiments.GetAsync(outcome.Experiment, cancel)).State;
        Tell(outcome, state, session.IsServed);
        return ExitCode.Success;
    }

    private void Tell(ControlOutcome outcome, ExperimentState? state, bool served)
    {
        if (json)
        {
            context.Out.WriteLine(JsonText.Of(new { outcome.Command, outcome.Experiment, outcome.Trial, outcome.Parent, State = state, Served = served }));
            return;
        }
        context.Out.WriteLine(PlainText.Of(outcome.Told));
        string resume = $"'{context.Invocation} resume {outcome.Experiment}{place.Words}'";
        if (state is ExperimentState.Paused)
            context.Error.WriteLine($"{resume} goes on with it");
        else if (state is ExperimentState.Running && !served)
            context.Error.WriteLine($"nothing runs it now: {resume} runs it here, '{context.Invocation} serve{place.Words}' everything that is unfinished");
    }
}
