using System.CommandLine;
using System.Text.Json;
using ActorTraining.Cli.Control;
using ActorTraining.Cli.Output;
using ActorTraining.Cli.Specs;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain enqueue</c>: adds a trial with parameters of one's own.</summary>
internal sealed class EnqueueCommand : ControlCommand
{
    private readonly Argument<string[]> _values = new("path=value")
    {
        Description = "Values of parameters that the search varies, for example optimizer.lr=0.01; what is left out is drawn",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Creates the command.</summary>
    public EnqueueCommand(CommandContext context)
        : base(context, "enqueue", "Adds a trial with parameters of your own, which runs before what the search proposes next.")
    {
        Add(_values);
        Examples = "  actortrain enqueue latest optimizer.lr=0.01 batch=64";
    }

    /// <inheritdoc/>
    protected override async Task<ControlOutcome> ChangeAsync(IExperiments experiments, ExperimentInfo experiment, ParseResult parsed, CancellationToken cancel)
    {
        var point = new Dictionary<string, JsonElement>();
        foreach (SpecOverride change in (parsed.GetValue(_values) ?? []).Select(text => SpecOverrides.Parse(text, "")))
        {
            // Under 'params' is where it stands in a spec, so that a path that begins there means the same.
            point[string.Join('.', change.Keys.Skip(change.Keys[0] == "params" ? 1 : 0))] = change.Value;
        }

        int number = (await experiments.EnqueueAsync(experiment.Id, [point], cancel))[0];
        string values = point.Count == 0 ? "" : $": {string.Join(' ', point.Select(value => $"{value.Key}={ChoiceText.Value(value.Value)}"))}";
        return Done(experiment, $"trial {number} of {experiment.Id} was added{values}") with { Trial = number };
    }
}
