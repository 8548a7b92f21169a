namespace ActorTraining.Training.Jobs;

/// <summary>A file that a trial produced: weights, a picture, a table.</summary>
/// <param name="Name">A relative name with forward slashes, for example <c>weights.safetensors</c> or <c>filters/0.png</c>.</param>
/// <param name="MediaType">For example <c>image/png</c>, <c>application/octet-stream</c>.</param>
/// <param name="Content">The bytes.</param>
public sealed record Artifact(string Name, string MediaType, ReadOnlyMemory<byte> Content);
