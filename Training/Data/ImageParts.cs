namespace ActorTraining.Training.Data;

/// <summary>The parts that a data set came with.</summary>
/// <param name="Train">The images to learn from, or all images.</param>
/// <param name="Validation">The images to choose by; null where there are none.</param>
/// <param name="Test">The images to be judged by; null where there are none.</param>
internal sealed record ImageParts(ImageSet Train, ImageSet? Validation, ImageSet? Test);
