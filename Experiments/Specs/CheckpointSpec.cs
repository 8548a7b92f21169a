namespace ActorTraining.Experiments.Specs;

/// <summary>How often trials save their state, and how much of it is kept.</summary>
public sealed record CheckpointSpec
{
    /// <summary>The time between two checkpoints, also in the middle of an epoch; null saves at the end of every epoch.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>How many of the newest checkpoints of a trial are kept, at least 1: where one is damaged, the one before is used.</summary>
    public int Keep { get; init; } = 2;
}
