namespace ActorTraining.Experiments;

/// <summary>What a slot does.</summary>
public enum SlotState
{
    /// <summary>Nothing; it can be leased.</summary>
    Idle,

    /// <summary>It is leased, and its trial is on the way.</summary>
    Leased,

    /// <summary>A trial runs on its thread.</summary>
    Running,

    /// <summary>A trial that runs on another slot of the silo needs this one as well.</summary>
    Reserved,
}
