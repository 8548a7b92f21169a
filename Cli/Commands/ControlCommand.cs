using System.CommandLine;
using ActorTraining.Cli.Control;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary>A command that changes one experiment: through the process that runs it, otherwise in the store.</summary>
internal abstract class ControlCommand : CliCommand
{
    private readonly ExperimentArgument _experiment = new();
    private readonly JsonOption _json = new("Write one JSON object that says what was done");

    /// <summary>Creates the command, with the experiment as its first argument.</summary>
    protected ControlCommand(CommandContext context, string name, string description) : base(context, name, description)
    {
        Add(_experiment);
        Place = new PlaceOptions(context, this);
        Add(_json);
    }

    /// <summary>Where the experiment is.</summary>
    protected PlaceOptions Place { get; }

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel) =>
        new ExperimentControl(Context, Place.Place(parsed), parsed.GetValue(_json))
            .ChangeAsync(parsed.GetValue(_experiment)!, (experiments, experiment) => ChangeAsync(experiments, experiment, parsed, cancel), cancel);

    /// <summary>Does it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be done now; the message says why.</exception>
    protected abstract Task<ControlOutcome> ChangeAsync(IExperiments experiments, ExperimentInfo experiment, ParseResult parsed, CancellationToken cancel);

    /// <summary>What was done.</summary>
    /// <param name="experiment">The experiment that it was done to.</param>
    /// <param name="told">What happened, in a sentence for people.</param>
    protected ControlOutcome Done(ExperimentInfo experiment, string told) => new(Name, experiment.Id, told);
}
