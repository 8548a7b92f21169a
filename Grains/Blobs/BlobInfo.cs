namespace ActorTraining.Grains.Blobs;

/// <summary>A stored blob.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Size">The number of bytes.</param>
/// <param name="Written">When it was last written, by the clock of where it is stored.</param>
public sealed record BlobInfo(string Key, long Size, DateTimeOffset Written);
