namespace ActorTraining.Experiments.Search;

/// <summary>What came of a trial.</summary>
/// <param name="Number">The trial's number, from 1.</param>
/// <param name="Objectives">The value of each of the spec's objectives, in their order; null for one that has none, as all of a failed trial are.</param>
public sealed record TrialResult(int Number, IReadOnlyList<double?> Objectives);
