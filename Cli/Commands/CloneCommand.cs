using System.CommandLine;
using ActorTraining.Cli.Control;
using ActorTraining.Cli.Data;
using ActorTraining.Cli.Specs;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain clone</c>: submits a changed copy of an experiment.</summary>
internal sealed class CloneCommand : ControlCommand
{
    private readonly SetOption _set = new();

    /// <summary>Creates the command.</summary>
    public CloneCommand(CommandContext context) : base(context, "clone", "Submits a copy of an experiment, with other values where they are given.")
    {
        Add(_set);
        Examples = """
              actortrain clone latest --set seed=1
              actortrain clone mnist-learning-rates-k3x --set name=longer --set params.epochs=32
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ControlOutcome> ChangeAsync(IExperiments experiments, ExperimentInfo experiment, ParseResult parsed, CancellationToken cancel)
    {
        SpecOverride[] changes = SpecOverrides.OfOption(parsed.GetValue(_set) ?? []);
        // A server has its data sets where it runs, and may know jobs that this program does not.
        if (Place.Place(parsed).IsHere)
            await new DatasetFetch(Context, quiet: true).EnsureAsync(SpecChanges.Clone(experiment.Spec, changes, Context.Jobs), cancel);
        string clone = await experiments.CloneAsync(experiment.Id, changes, cancel);
        return new ControlOutcome(Name, clone, $"experiment {clone} is submitted, a clone of {experiment.Id}") { Parent = experiment.Id };
    }
}
