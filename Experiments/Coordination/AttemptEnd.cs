namespace ActorTraining.Experiments.Coordination;

/// <summary>How an attempt ended.</summary>
/// <param name="Outcome">The kind of end.</param>
/// <param name="Error">What went wrong, for <see cref="AttemptOutcome.Failed"/>.</param>
public sealed record AttemptEnd(AttemptOutcome Outcome, string? Error = null);
