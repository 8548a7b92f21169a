namespace ActorTraining.Experiments.Analysis.Parallel;

/// <summary>A trial as a line through the axes of parallel coordinates.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Values">Its value on each axis: the number, or the place of the category among the axis's, from 0; null where it has none.</param>
public sealed record ParallelLine(int Trial, IReadOnlyList<double?> Values);
