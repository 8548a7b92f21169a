namespace ActorTraining.Experiments;

/// <summary>A stored file of a trial.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Name">Its relative name, for example <c>weights.safetensors</c>.</param>
/// <param name="MediaType">For example <c>image/png</c>.</param>
/// <param name="Size">The number of bytes.</param>
/// <param name="Sha256">The content's SHA-256 in lower-case hexadecimal; the address of the content in the store.</param>
public sealed record ArtifactInfo(int Trial, string Name, string MediaType, long Size, string Sha256);
