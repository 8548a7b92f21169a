namespace ActorTraining.Experiments.Search;

/// <summary>A keyword of the language for search spaces: the only key of an object that stands in place of a value, <c>{ grid: [0.01, 0.1] }</c>.</summary>
/// <param name="Name">The keyword.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Parts">What the numbers behind it are, in their order: <c>from</c> and <c>to</c>; empty where a list of values stands there.</param>
public sealed record SearchWord(string Name, string Summary, IReadOnlyList<string> Parts);
