namespace ActorTraining.Silo.Control;

/// <summary>The things that one can ask of a process that runs experiments.</summary>
internal enum ControlVerb
{
    Submit,
    Pause,
    Resume,
    Stop,
    CancelTrial,
    Clone,
    Extend,
    Configure,
    Adjust,
    Enqueue,
    Ask,
    Tell,
    Delete,
    Cluster,
    Watch,
}
