namespace ActorTraining.Training.Data;

/// <summary>Labelled images for training and for testing. Immutable, so that trials share it.</summary>
/// <param name="Name">The name in the catalogue: <c>mnist</c>.</param>
/// <param name="Classes">The names of the classes, in the order of their labels.</param>
/// <param name="Train">The images to learn from.</param>
/// <param name="Test">The images to be judged by.</param>
public sealed record Dataset(string Name, IReadOnlyList<string> Classes, ImageSet Train, ImageSet Test)
{
    /// <summary>The images to choose by, where the data set or its split has them; apart from those to be judged by.</summary>
    public ImageSet? Validation { get; init; }
}
