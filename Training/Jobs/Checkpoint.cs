namespace ActorTraining.Training.Jobs;

/// <summary>A saved state of a trial.</summary>
/// <param name="Step">The steps that were done when it was taken; the next attempt goes on behind them.</param>
/// <param name="Content">Model, optimizer, random state and data position, in the job's own encoding.</param>
public sealed record Checkpoint(long Step, ReadOnlyMemory<byte> Content);
