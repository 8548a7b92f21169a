namespace ActorTraining.Experiments.Reports;

/// <summary>One file of a report.</summary>
/// <param name="Name">Its place in the report's folder, with forward slashes: <c>curves/train-loss.svg</c>.</param>
/// <param name="MediaType">For example <c>image/svg+xml</c>.</param>
/// <param name="Content">The bytes.</param>
public sealed record ReportFile(string Name, string MediaType, ReadOnlyMemory<byte> Content);
