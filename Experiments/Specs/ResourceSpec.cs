namespace ActorTraining.Experiments.Specs;

/// <summary>What one trial needs and how many may run at once.</summary>
public sealed record ResourceSpec
{
    /// <summary>The kind of device: <c>cpu</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The most trials at once; null uses every slot there is.</summary>
    public int? Parallel { get; init; }

    /// <summary>Where slots are short, an experiment of higher priority gets them first.</summary>
    public int Priority { get; init; }
}
