namespace ActorTraining.Experiments.Specs;

/// <summary>When to retry, and when to end.</summary>
public sealed record LimitSpec
{
    /// <summary>How often a failed trial is tried again, from its last checkpoint.</summary>
    public int Retries { get; init; }

    /// <summary>The wait before the first retry; each further one of the same trial waits twice as long, at most five minutes.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The number of failed trials that ends the experiment; null never does.</summary>
    public int? Failures { get; init; }

    /// <summary>How long the experiment may run, pauses and times without a running silo not counted; null for as long as it takes.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How long one trial may compute, all its attempts together; null for as long as it takes.</summary>
    public TimeSpan? TrialDuration { get; init; }
}
