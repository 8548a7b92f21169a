namespace ActorTraining.Experiments.Specs;

/// <summary>Names of places in a spec, as errors show them.</summary>
internal static class SpecPath
{
    /// <summary>The document.</summary>
    public const string Root = "spec";

    /// <summary>The job.</summary>
    public const string Job = "spec.job";

    /// <summary>The job's parameters.</summary>
    public const string Parameters = "spec.params";

    /// <summary>What makes one trial better than another.</summary>
    public const string Objective = "spec.objective";

    /// <summary>Which trials are stopped before their end.</summary>
    public const string Scheduler = "spec.scheduler";

    /// <summary>Which way the objective is better.</summary>
    public const string Direction = "spec.objective.direction";

    /// <summary>The conditions on parameter sets.</summary>
    public const string Constraints = "spec.constraints";

    /// <summary>How parameter sets are chosen.</summary>
    public const string Search = "spec.search";

    /// <summary>The most trials.</summary>
    public const string Trials = "spec.search.trials";

    /// <summary>The points that are tried first.</summary>
    public const string Start = "spec.search.start";

    /// <summary>Experiments whose results the search starts from.</summary>
    public const string WarmStart = "spec.search.warm_start";

    /// <summary>Results that a search learns from.</summary>
    public const string Known = "spec.search.known";

    /// <summary>What one trial needs.</summary>
    public const string Resources = "spec.resources";

    /// <summary>What builds the models.</summary>
    public const string Backend = "spec.resources.backend";

    /// <summary>When to end.</summary>
    public const string Limits = "spec.limits";

    /// <summary>How often trials save their state.</summary>
    public const string Checkpoints = "spec.checkpoints";

    /// <summary>Whether <paramref name="path"/> is <paramref name="place"/> or a place inside it.</summary>
    public static bool IsWithin(string path, string place) =>
        path.StartsWith(place, StringComparison.Ordinal) && (path.Length == place.Length || path[place.Length] is '.' or '[');

    /// <summary>A place under <c>params</c>, given its path there.</summary>
    public static string Parameter(string path) => $"{Parameters}.{path}";

    /// <summary>A property of the object at <paramref name="path"/>, which is empty for the outermost one.</summary>
    public static string Property(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
