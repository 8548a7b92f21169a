using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Search.Expressions;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Experiments.Specs.Constraints;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>Tells everything that is wrong with a spec, before anything runs.</summary>
public static class SpecValidator
{
    /// <summary>All faults of a spec, each with its path and, where something was misspelt, what was probably meant.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="catalog">The jobs that it may ask for.</param>
    /// <returns>Empty for a valid spec.</returns>
    public static IReadOnlyList<ParameterError> Validate(ExperimentSpec spec, JobCatalog catalog)
    {
        var errors = FaultsBeforeSearch(SpecJson.Write(spec), catalog);
        return errors.Count > 0 ? errors : FaultsOfSearch(spec, catalog);
    }

    /// <summary>All faults of a document that show without searching.</summary>
    internal static IReadOnlyList<ParameterError> FaultsBeforeSearch(JsonElement document, JobCatalog catalog)
    {
        var errors = new List<ParameterError>();
        var validation = new SearchValidation(errors);
        var job = Text(document, "job") is { } name ? catalog.Find(name) : null;
        SpecSchema.For(catalog, job).Validate(document, SpecPath.Root, validation);
        if (document.ValueKind != JsonValueKind.Object)
            return errors;
        CheckSpace(document, validation);
        if (job is not null)
        {
            CheckVaried(document, job, validation);
            CheckObjectives(document, job, validation);
            CheckConstraints(document, job, validation);
            CheckScheduler(document, job, errors);
            CheckBackend(document, job, validation);
        }
        return errors;
    }

    /// <summary>Whether the first parameter sets can be proposed: those given to start from, or else one. For a spec that has no fault so far.</summary>
    internal static IReadOnlyList<ParameterError> FaultsOfSearch(ExperimentSpec spec, JobCatalog catalog)
    {
        try
        {
            var algorithm = SearchAlgorithms.CreateFor(spec, catalog);
            for (var number = 1; number <= Math.Max(1, spec.Search.Start.Count); number++)
                algorithm.Propose(number);
            return [];
        }
        catch (SearchException exception)
        {
            IReadOnlyList<ParameterError> unsatisfiable = [.. Unsatisfiable(spec, catalog).Take(MostUnsatisfiable)];
            return unsatisfiable.Count > 0 ? unsatisfiable : [new ParameterError(SpecPath.Constraints, exception.Message)];
        }
    }

    // To find out takes thousands of parameter sets each.
    private const int MostUnsatisfiable = 3;

    // Those that not one of many random parameter sets meets, whatever the others say.
    private static IEnumerable<ParameterError> Unsatisfiable(ExperimentSpec spec, JobCatalog catalog)
    {
        var random = new SearchSpec { Algorithm = RandomSearch.Description.Name, Trials = 1 };
        foreach (var (index, constraint) in spec.Constraints.Index())
        {
            if (!IsPossible(spec with { Search = random, Constraints = [constraint] }, catalog))
                yield return new ParameterError($"{SpecPath.Constraints}[{index}]", $"none of {DrawnSearch.MostDraws:N0} parameter sets drawn at random meets \"{constraint}\"; loosen it or change what the search varies");
        }
    }

    private static bool IsPossible(ExperimentSpec spec, JobCatalog catalog)
    {
        try
        {
            return SearchAlgorithms.CreateFor(spec, catalog).Propose(1) is not null;
        }
        catch (SearchException)
        {
            return false;
        }
    }

    private static void CheckSpace(JsonElement document, ParameterValidation validation)
    {
        if (!document.TryGetProperty("params", out var parameters) || parameters.ValueKind != JsonValueKind.Object)
            return;
        var space = new SearchSpace(parameters, validation);
        var search = SearchDocument.Read(document);
        if (space.Dimensions.Count == 0 && space.Faulty.Count == 0 && SearchAlgorithms.Find(search.Algorithm) is { Learns: true } learner)
            validation.Fault(SpecPath.Search, $"'{learner.Name}' has nothing to search: no parameter varies; put an expression such as {{ loguniform: [1e-4, 1] }} in place of a value, or take random to repeat the same");
        foreach (var fault in (SearchAlgorithms.Find(search.Algorithm)?.Check(space, search) ?? []).Concat(SearchDocument.Faults(search, space, [.. Objectives(document).Select(objective => MetricOf(objective.Value)).OfType<string>()])))
            validation.Fault(fault.Path, fault.Message);
    }

    // A job that takes any parameters takes one that is called 'choice' too.
    private static void CheckVaried(JsonElement document, JobDescription job, ParameterValidation validation)
    {
        if (job.Parameters.IsOpen && document.TryGetProperty("params", out var parameters) && SearchKeywords.Of(parameters, out _) is { } keyword)
            validation.Fault($"{SpecPath.Parameters}.{keyword.Name}", $"a search expression stands in place of a value, not of all parameters; write params: {{ some_name: {{ {keyword.Name}: [ ... ] }} }}");
    }

    private static void CheckObjectives(JsonElement document, JobDescription job, ParameterValidation validation)
    {
        var names = new HashSet<string>();
        foreach (var (path, objective) in Objectives(document))
        {
            var name = MetricOf(objective);
            if (name is not null && !names.Add(name))
                validation.Fault(path, $"'{name}' is an objective already");
            if (Text(objective, "direction") is null && !string.IsNullOrWhiteSpace(name) && (job.IsExternal || job.Metrics.FirstOrDefault(metric => metric.Name == name) is { HigherIsBetter: null }))
                validation.Fault($"{path}.direction", $"is missing; '{name}' is not better either way by itself, so give maximize or minimize");
        }
    }

    // What is wrong between settings can be told only where objective and scheduler are valid in themselves.
    private static void CheckScheduler(JsonElement document, JobDescription job, List<ParameterError> errors)
    {
        if (Objectives(document) is not { Count: > 0 } objectives || errors.Any(error => SpecPath.IsWithin(error.Path, SpecPath.Objective) || SpecPath.IsWithin(error.Path, SpecPath.Scheduler)))
            return;
        errors.AddRange(SchedulerDocument.Faults(document, [.. objectives.Select(objective => new Objective { Metric = MetricOf(objective.Value) ?? "" })], job));
    }

    private static void CheckBackend(JsonElement document, JobDescription job, ParameterValidation validation)
    {
        if (!document.TryGetProperty("resources", out var resources) || Text(resources, "backend") is not { } backend || backend == BackendName.Auto)
            return;
        if (!job.UsesModels)
            validation.Fault(SpecPath.Backend, $"is '{backend}', but the job '{job.Name}' builds no model; leave it out");
        else if (backend == BackendName.Managed && Text(resources, "device") == "cuda")
            validation.Fault(SpecPath.Backend, "is 'managed', which computes on the processor; take device: cpu, or leave backend out");
    }

    private static List<(string Path, JsonElement Value)> Objectives(JsonElement document) =>
        !document.TryGetProperty("objective", out var objective) ? []
        : objective.ValueKind != JsonValueKind.Array ? [(SpecPath.Objective, objective)]
        : [.. objective.EnumerateArray().Select((item, index) => ($"{SpecPath.Objective}[{index}]", item))];

    private static string? MetricOf(JsonElement objective) => objective.ValueKind == JsonValueKind.String ? objective.GetString() : Text(objective, "metric");

    private static void CheckConstraints(JsonElement document, JobDescription job, ParameterValidation validation)
    {
        if (!document.TryGetProperty("constraints", out var constraints) || constraints.ValueKind != JsonValueKind.Array)
            return;
        var parameters = document.TryGetProperty("params", out var written) ? written : (JsonElement?)null;
        var index = 0;
        foreach (var constraint in constraints.EnumerateArray())
        {
            if (constraint.ValueKind == JsonValueKind.String)
                Constraint.Validate(constraint.GetString()!, $"{SpecPath.Constraints}[{index}]", job, parameters, validation);
            index++;
        }
    }

    private static string? Text(JsonElement value, string property) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(property, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
