namespace ActorTraining.Experiments.Coordination;

/// <summary>A stored checkpoint.</summary>
/// <param name="Step">The steps that were done.</param>
/// <param name="Key">Its key in the blob store.</param>
/// <param name="Sha256">The content's SHA-256 in lower-case hexadecimal.</param>
public sealed record CheckpointReference(long Step, string Key, string Sha256);
