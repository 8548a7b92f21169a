namespace ActorTraining.Grains.Blobs;

/// <summary>What a garbage collection has removed.</summary>
/// <param name="Count">The number of blobs.</param>
/// <param name="Bytes">Their size, all together.</param>
public sealed record CollectedBlobs(int Count, long Bytes);
