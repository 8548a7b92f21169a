namespace ActorTraining.Experiments;

/// <summary>Where an experiment is in its life.</summary>
public enum ExperimentState
{
    /// <summary>Trials run, or wait for slots.</summary>
    Running,

    /// <summary>No new trials start until it is resumed.</summary>
    Paused,

    /// <summary>Every trial has come to its end.</summary>
    Completed,

    /// <summary>A user ended it; the results so far stand.</summary>
    Stopped,

    /// <summary>A limit ended it; the reason says which.</summary>
    Failed,
}
