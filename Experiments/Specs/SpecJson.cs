using System.Collections.Frozen;
using System.Text.Json;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>Specs as JSON documents: the same keys and the same rules as in YAML.</summary>
public static class SpecJson
{
    /// <summary>The document of a spec: every key that differs from its default, in a fixed order. <see cref="ExperimentSpec.Source"/> is no part of it.</summary>
    public static JsonElement Write(ExperimentSpec spec) => ParameterValue.Written(writer => SpecJsonWriter.Write(spec, writer));

    /// <summary>Reads and validates a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="catalog">The jobs that it may ask for.</param>
    /// <exception cref="InvalidSpecException">The document has faults; the exception lists all of them.</exception>
    public static ExperimentSpec Read(JsonElement document, JobCatalog catalog)
    {
        var errors = SpecValidator.FaultsBeforeSearch(document, catalog);
        if (errors.Count > 0)
            throw new InvalidSpecException(errors);
        var spec = Convert(document, metric => DirectionOf(document, metric, catalog));
        errors = SpecValidator.FaultsOfSearch(spec, catalog);
        return errors.Count == 0 ? spec : throw new InvalidSpecException(errors);
    }

    /// <summary>Reads a document that <see cref="Write"/> made, without asking whether this build knows its job: an old experiment can still be shown.</summary>
    /// <exception cref="InvalidSpecException">The document is not the work of <see cref="Write"/>.</exception>
    public static ExperimentSpec Read(JsonElement document)
    {
        var errors = new List<ParameterError>();
        SpecSchema.Structure.Validate(document, SpecPath.Root, errors);
        return errors.Count == 0
            ? Convert(document, _ => throw new InvalidSpecException([new ParameterError(SpecPath.Direction, "is missing")]))
            : throw new InvalidSpecException(errors);
    }

    private static ExperimentSpec Convert(JsonElement document, Func<string, ObjectiveDirection> defaultDirection)
    {
        var values = new ParameterReader(SpecSchema.Structure, document);
        var objectives = values.Objects("objective").Select(objective => Objective(objective, defaultDirection)).ToList();
        return new ExperimentSpec
        {
            Name = values.Text("name"),
            Description = values.Has("description") ? values.Text("description") : null,
            Tags = values.Texts("tags"),
            Job = values.Text("job"),
            Parameters = document.TryGetProperty("params", out var parameters) ? parameters.Clone() : ParameterValue.Of(new { }),
            Objective = objectives[0],
            FurtherObjectives = objectives[1..],
            Search = SearchDocument.Read(document),
            Scheduler = SchedulerDocument.Read(document),
            Resources = Resources(values.Object("resources")),
            Limits = Limits(values.Object("limits")),
            Checkpoints = new CheckpointSpec { Every = Every(values.Object("checkpoints")), Keep = values.Int("checkpoints.keep") },
            Constraints = values.Texts("constraints"),
            Seed = (ulong)values.Long("seed"),
        };
    }

    private static Objective Objective(ParameterReader values, Func<string, ObjectiveDirection> defaultDirection)
    {
        var metric = values.Text("metric");
        return new Objective
        {
            Metric = metric,
            Direction = values.Has("direction") ? Enum.Parse<ObjectiveDirection>(values.Text("direction"), ignoreCase: true) : defaultDirection(metric),
            Value = Enum.Parse<ObjectiveValue>(values.Text("value"), ignoreCase: true),
        };
    }

    private static ResourceSpec Resources(ParameterReader values) => new()
    {
        Device = values.Text("device"),
        Backend = values.Text("backend"),
        Slots = values.Int("slots"),
        Memory = values.Has("memory") && MemoryValue.TryParse(values.Text("memory"), out var bytes) ? bytes : null,
        Labels = values.Object("labels").Value.EnumerateObject().ToFrozenDictionary(label => label.Name, label => label.Value.GetString()!, StringComparer.Ordinal),
        Parallel = OptionalInt(values, "parallel"),
        Priority = values.Int("priority"),
    };

    private static LimitSpec Limits(ParameterReader values) => new()
    {
        Retries = values.Int("retries"),
        Backoff = values.Duration("backoff"),
        Failures = OptionalInt(values, "failures"),
        Duration = OptionalDuration(values, "duration"),
        TrialDuration = OptionalDuration(values, "trial_duration"),
    };

    private static TimeSpan? Every(ParameterReader values) => values.Text("every") == SpecSchema.EveryEpoch ? null : values.Duration("every");

    private static ObjectiveDirection DirectionOf(JsonElement document, string metric, JobCatalog catalog)
    {
        var job = catalog.Find(document.GetProperty("job").GetString()!)!;
        return job.Objectives.First(known => known.Name == metric).HigherIsBetter == true ? ObjectiveDirection.Maximize : ObjectiveDirection.Minimize;
    }

    private static int? OptionalInt(ParameterReader values, string path) => values.Has(path) ? values.Int(path) : null;

    private static TimeSpan? OptionalDuration(ParameterReader values, string path) => values.Has(path) ? values.Duration(path) : null;
}
