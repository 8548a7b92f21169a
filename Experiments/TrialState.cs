namespace ActorTraining.Experiments;

/// <summary>Where a trial is in its life.</summary>
public enum TrialState
{
    /// <summary>Proposed; waits for a slot.</summary>
    Waiting,

    /// <summary>Runs on a slot.</summary>
    Running,

    /// <summary>Ran to its end.</summary>
    Completed,

    /// <summary>Stopped by the scheduler; its values count.</summary>
    Pruned,

    /// <summary>Failed in its last permitted attempt.</summary>
    Failed,

    /// <summary>Stopped by a user.</summary>
    Cancelled,
}
