namespace ActorTraining.Experiments;

/// <summary>One attempt at a trial.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Silo">Where it ran.</param>
/// <param name="Slot">On which slot.</param>
/// <param name="From">The step of the checkpoint that it was to go on from; 0 for the beginning.</param>
/// <param name="Started">When it started.</param>
/// <param name="Ended">When it ended; null while it runs.</param>
/// <param name="End">How it ended: <c>completed</c>, <c>failed</c>, <c>left</c>, <c>lost</c> or, where its silo did not take it, <c>refused</c>; null while it runs.</param>
/// <param name="Error">What went wrong, for <c>failed</c> and <c>refused</c>.</param>
public sealed record AttemptInfo(int Trial, int Attempt, string Silo, string Slot, long From, DateTimeOffset Started, DateTimeOffset? Ended, string? End, string? Error)
{
    /// <summary>The seconds that the trial had computed when this attempt started; null for one of a store that had no time yet.</summary>
    public double? SecondsBefore { get; init; }
}
