using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>A spec with some of its values replaced, and what is wrong with it then.</summary>
internal sealed class ChangedSpec
{
    private readonly List<ParameterError> _errors = [];
    private readonly JsonElement _before;
    private readonly JsonElement _after;

    /// <summary>Replaces the values and validates the outcome.</summary>
    public ChangedSpec(ExperimentSpec original, IReadOnlyList<SpecOverride> changes, JobCatalog catalog)
    {
        _before = Document(original, catalog);
        _after = _before;
        foreach (var change in changes)
            _after = Collect(() => SpecOverride.Apply(_after, [change]), _after);
        var spec = Collect(() => SpecJson.Read(_after, catalog), null);
        if (spec is not null)
            (_before, _after) = (SpecJson.Write(original), SpecJson.Write(spec));
        Spec = _errors.Count == 0 ? spec : null;
    }

    /// <summary>The changed spec; null when it has faults.</summary>
    public ExperimentSpec? Spec { get; }

    /// <summary>Every fault.</summary>
    public IReadOnlyList<ParameterError> Errors => _errors;

    /// <summary>The places that differ from the original, with their values, but for those of which a fault tells already.</summary>
    public IEnumerable<(string Path, JsonElement Value)> Differences => SpecDifference.Between(_before, _after, SpecPath.Root)
        .Where(difference => !_errors.Any(error => SpecPath.IsWithin(error.Path, difference.Path) || SpecPath.IsWithin(difference.Path, error.Path)));

    // A direction that is the metric's own is left out, so that another metric comes with its own, as it would in a file that names none.
    private static JsonElement Document(ExperimentSpec spec, JobCatalog catalog)
    {
        var document = JsonSerializer.SerializeToNode(SpecJson.Write(spec))!;
        var written = document["objective"] is JsonArray several ? [.. several.Select(one => one!.AsObject())] : new[] { document["objective"]!.AsObject() };
        foreach (var (objective, node) in spec.Objectives.Zip(written))
        {
            var metric = catalog.Find(spec.Job)?.Objectives.FirstOrDefault(known => known.Name == objective.Metric);
            if (metric?.HigherIsBetter == (objective.Direction == ObjectiveDirection.Maximize))
                node.Remove("direction");
        }
        return JsonSerializer.SerializeToElement(document);
    }

    private T Collect<T>(Func<T> attempt, T otherwise)
    {
        try
        {
            return attempt();
        }
        catch (InvalidSpecException exception)
        {
            _errors.AddRange(exception.Errors);
            return otherwise;
        }
    }
}
