namespace ActorTraining.Training.Data;

/// <summary>Images and labels, ready for a step; valid until the loader is asked for the next ones.</summary>
/// <param name="images">The numbers, <c>[batch, channels, height, width]</c>.</param>
/// <param name="labels">The class of each image, <c>[batch]</c>.</param>
public readonly ref struct ImageBatch(ReadOnlySpan<float> images, ReadOnlySpan<int> labels)
{
    /// <summary>The numbers, <c>[batch, channels, height, width]</c>.</summary>
    public ReadOnlySpan<float> Images { get; } = images;

    /// <summary>The class of each image, <c>[batch]</c>.</summary>
    public ReadOnlySpan<int> Labels { get; } = labels;

    /// <summary>The number of images.</summary>
    public int Count => Labels.Length;
}
