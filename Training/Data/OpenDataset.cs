namespace ActorTraining.Training.Data;

/// <summary>A data set before it is divided.</summary>
/// <param name="Classes">The names of the classes, in the order of their labels.</param>
/// <param name="Parts">The parts that it came with.</param>
internal sealed record OpenDataset(IReadOnlyList<string> Classes, ImageParts Parts);
