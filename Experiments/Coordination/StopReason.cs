namespace ActorTraining.Experiments.Coordination;

/// <summary>Why an attempt is asked to leave.</summary>
public enum StopReason
{
    /// <summary>The experiment pauses, or the silo drains: the trial goes back to the queue.</summary>
    Yield,

    /// <summary>A user stops the trial or the experiment.</summary>
    Cancel,

    /// <summary>The scheduler gave up on the trial.</summary>
    Prune,

    /// <summary>A newer attempt has taken its place; nothing that it says counts any more.</summary>
    Superseded,
}
