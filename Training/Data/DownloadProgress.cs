namespace ActorTraining.Training.Data;

/// <summary>How far the download of one file is.</summary>
/// <param name="File">The file that is fetched.</param>
/// <param name="Source">Where from, for people.</param>
/// <param name="Bytes">The bytes that are here, those of an interrupted download included.</param>
/// <param name="Total">The bytes in all; null when the source does not tell.</param>
public sealed record DownloadProgress(string File, string Source, long Bytes, long? Total);
