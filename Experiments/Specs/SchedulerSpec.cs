namespace ActorTraining.Experiments.Specs;

/// <summary>Which trials are stopped before their end.</summary>
public sealed record SchedulerSpec
{
    /// <summary>The rule: <c>none</c> lets every trial run to its end.</summary>
    public string Rule { get; init; } = "none";
}
