using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>Whether an attempt was started.</summary>
/// <param name="Refusal">Why it was not, in words for the experiment's log; null when it runs. The coordinator puts the trial back into its queue.</param>
/// <param name="UnknownJob">Whether it was refused because this silo does not know the job: then no other trial of the experiment will start there either.</param>
[Immutable]
public sealed record StartAnswer(string? Refusal, bool UnknownJob = false)
{
    /// <summary>It runs.</summary>
    public static StartAnswer Started { get; } = new((string?)null);
}
