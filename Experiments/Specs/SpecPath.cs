namespace ActorTraining.Experiments.Specs;

/// <summary>Names of places in a spec, as errors show them.</summary>
internal static class SpecPath
{
    /// <summary>The document.</summary>
    public const string Root = "spec";

    /// <summary>Which way the objective is better.</summary>
    public const string Direction = "spec.objective.direction";

    /// <summary>The conditions on parameter sets.</summary>
    public const string Constraints = "spec.constraints";

    /// <summary>The most trials.</summary>
    public const string Trials = "spec.search.trials";

    /// <summary>A place under <c>params</c>, given its path there.</summary>
    public static string Parameter(string path) => $"spec.params.{path}";

    /// <summary>A property of the object at <paramref name="path"/>, which is empty for the outermost one.</summary>
    public static string Property(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
