namespace ActorTraining.Experiments.Search.Learning;

/// <summary>A trial that came to its end, as a search that learns sees it.</summary>
/// <param name="Number">The trial's number; 0 for a result that was known before the experiment began.</param>
/// <param name="Point">Where it was tried: a coordinate for each dimension, NaN where it does not count.</param>
/// <param name="Losses">A value for each objective, the lower the better; null for a trial that failed, or has no finite value for one of them.</param>
internal sealed record Observation(int Number, double[] Point, double[]? Losses);
