using System.CommandLine;
using ActorTraining.Cli.Control;
using ActorTraining.Cli.Data;
using ActorTraining.Cli.Places;
using ActorTraining.Cli.Runs;
using ActorTraining.Cli.Specs;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain submit</c>: hands an experiment to the process that runs the store, without waiting for its end.</summary>
internal sealed class SubmitCommand : CliCommand
{
    private readonly Argument<string> _spec = new("spec") { Description = "The experiment's YAML file" };
    private readonly SetOption _set = new();
    private readonly PlaceOptions _place;
    private readonly JsonOption _json = new("Write one JSON object that says what was done");

    /// <summary>Creates the command.</summary>
    public SubmitCommand(CommandContext context)
        : base(context, "submit", "Stores an experiment for the process that runs them ('actortrain serve') and does not wait for its end.")
    {
        Add(_spec);
        Add(_set);
        _place = new PlaceOptions(context, this);
        Add(_json);
        Examples = """
              actortrain submit examples/mnist-learning-rates.yaml
              actortrain submit sweep.yaml --set search.trials=50 --json | jq -r .experiment
              actortrain submit sweep.yaml --server http://lab:5080 --token-file secret
            """;
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ExperimentSpec spec = SpecFile.Read(Context, parsed.GetValue(_spec)!, parsed.GetValue(_set) ?? []);
        ExperimentPlace place = _place.Place(parsed);
        if (place.IsHere)
            await new DatasetFetch(Context, quiet: parsed.GetValue(_json)).EnsureAsync(spec, cancel);
        string trials = SearchAlgorithms.Create(spec, Context.Jobs).Planned is { } planned ? TrialText.Plural(planned, "trial") : "trials without end";
        return await new ExperimentControl(Context, place, parsed.GetValue(_json)).DoAsync(
            async experiments =>
            {
                string id = await experiments.SubmitAsync(spec, cancel);
                return new ControlOutcome(Name, id, $"experiment {id} is submitted: {trials} of {spec.Job}");
            },
            cancel);
    }
}
