namespace ActorTraining.Experiments.Specs;

/// <summary>When to retry, and when to end.</summary>
public sealed record LimitSpec
{
    /// <summary>How often a failed trial is tried again, from its last checkpoint.</summary>
    public int Retries { get; init; }

    /// <summary>The number of failed trials that ends the experiment; null never does.</summary>
    public int? Failures { get; init; }
}
