namespace ActorTraining.Cli.Tests.Soak;

/// <summary>An attempt as the store has it.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="From">The step behind which it began.</param>
/// <param name="Outcome">How it ended; null while it runs.</param>
internal sealed record StoredAttempt(int Trial, int Attempt, long From, string? Outcome);
