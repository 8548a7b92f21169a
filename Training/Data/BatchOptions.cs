namespace ActorTraining.Training.Data;

/// <summary>How a <see cref="BatchLoader"/> makes batches.</summary>
/// <param name="Size">The images of a batch, at least 1; the last one of an epoch may have fewer.</param>
/// <param name="Scaling">How bytes become numbers.</param>
public sealed record BatchOptions(int Size, PixelScaling Scaling)
{
    /// <summary>Varies the images; null where they stay as they are.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Whether a thread of its own makes the next batch while this one is worked on. The batches are the same.</summary>
    public bool Prefetch { get; init; }
}
