namespace ActorTraining.Training.Data;

/// <summary>A file of a data set, as it stands in the cache: uncompressed and checked.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">The SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
public sealed record DatasetFile(string Name, long Length, string Sha256);
