namespace ActorTraining.Experiments.Scheduling;

/// <summary>What a scheduler does with a trial that has come to a rung.</summary>
public enum SchedulerAction
{
    /// <summary>It waits there with its checkpoint, and its slot is free for others.</summary>
    Paused,

    /// <summary>It goes on behind the rung.</summary>
    Promoted,

    /// <summary>It ends there.</summary>
    Pruned,

    /// <summary>It goes on from the checkpoint of another trial, with changed parameters.</summary>
    Exploited,
}
