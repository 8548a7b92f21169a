using System.CommandLine;
using System.CommandLine.Parsing;
using ActorTraining.Cli.Control;
using ActorTraining.Cli.Data;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Places;
using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain resume</c>: goes on with an experiment, in the process that runs its store, otherwise here.</summary>
internal sealed class ResumeCommand : CliCommand
{
    private readonly ExperimentArgument _experiment = new();
    private readonly RunOptions _options;

    /// <summary>Creates the command.</summary>
    public ResumeCommand(CommandContext context)
        : base(context, "resume", "Goes on with an experiment that was paused or interrupted: in the process that runs its store, otherwise here, as 'run' does.")
    {
        Add(_experiment);
        _options = new RunOptions(context, this);
        Examples = """
              actortrain resume latest
              actortrain resume mnist-learning-rates-k3x --slots 2
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ExperimentPlace place = _options.Place.Place(parsed);
        place.Require();
        if (!place.IsHere)
            return await SendAsync(place, parsed, cancel);
        try
        {
            RunSettings settings = _options.Settings(parsed, resume: true, id => Continuation(parsed, id));
            return await new ExperimentRun(Context, settings, _options.Renderer(parsed)).RunAsync(experiments => GoOnAsync(experiments, parsed, cancel), cancel);
        }
        catch (StoreInUseException)
        {
            return await SendAsync(place, parsed, cancel);
        }
    }

    private async Task<ExperimentInfo> GoOnAsync(IExperiments experiments, ParseResult parsed, CancellationToken cancel)
    {
        ExperimentInfo experiment = await ExperimentChoice.FindAsync(experiments, parsed.GetValue(_experiment)!, cancel);
        if (experiment.State is ExperimentState.Completed)
            return experiment;
        if (experiment.Ended is not null)
            throw new CommandException(ExitCode.Usage, $"{experiment.Id} was ended for good ({TrialText.State(experiment.State)}); 'clone' starts it again, 'extend' gives it more to do");
        await new DatasetFetch(Context, quiet: _options.Json(parsed)).PrepareAsync(experiment.Spec, cancel);
        await experiments.ResumeAsync(experiment.Id, cancel);
        return experiment;
    }

    private Task<ExitCode> SendAsync(ExperimentPlace place, ParseResult parsed, CancellationToken cancel) =>
        new ExperimentControl(Context, place, _options.Json(parsed)).ChangeAsync(
            parsed.GetValue(_experiment)!,
            async (experiments, experiment) =>
            {
                await experiments.ResumeAsync(experiment.Id, cancel);
                return new ControlOutcome(Name, experiment.Id, $"experiment {experiment.Id} goes on {place.Runner}");
            },
            cancel);

    /// <summary>The same call once more; the newest experiment may be another one by then, so that this one is named.</summary>
    private string Continuation(ParseResult parsed, string experiment)
    {
        string given = parsed.GetValue(_experiment)!;
        IEnumerable<string> words = parsed.Tokens.Where(token => token.Type is not TokenType.DoubleDash)
            .Select(token => token.Type is TokenType.Argument && token.Value == given ? experiment : token.Value);
        return $"{Context.Invocation} {ShellText.Line(words)}";
    }
}
