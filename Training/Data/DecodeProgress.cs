namespace ActorTraining.Training.Data;

/// <summary>How many pictures of a data set are decoded.</summary>
/// <param name="Dataset">The name of the data set.</param>
/// <param name="Done">Those that are.</param>
/// <param name="Total">All of them.</param>
public sealed record DecodeProgress(string Dataset, int Done, int Total);
