namespace ActorTraining.Experiments.Specs;

/// <summary>How parameter sets are chosen.</summary>
public sealed record SearchSpec
{
    /// <summary>The algorithm: <c>grid</c>, <c>random</c> or <c>halton</c>.</summary>
    public string Algorithm { get; init; } = "grid";

    /// <summary>The number of trials for algorithms that do not end by themselves; null lets a grid run to its end.</summary>
    public int? Trials { get; init; }
}
