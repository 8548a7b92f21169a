namespace ActorTraining.Experiments.Analysis.Parallel;

/// <summary>An axis of parallel coordinates: a parameter that was varied, or an objective.</summary>
/// <param name="Name">The parameter's path under <c>params</c>, or the objective's metric.</param>
/// <param name="IsObjective">Whether it is an objective.</param>
/// <param name="IsLog">Whether its numbers are spread by their magnitude, so that a logarithmic axis shows them better.</param>
/// <param name="Categories">Its values in their order where they are no numbers; null for numbers.</param>
/// <param name="Trials">The trials that have a value; fewer than there are lines for a parameter of an alternative.</param>
public sealed record ParallelAxis(string Name, bool IsObjective, bool IsLog, IReadOnlyList<string>? Categories, int Trials);
