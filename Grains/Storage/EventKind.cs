namespace ActorTraining.Grains.Storage;

/// <summary>The kinds of stored events; the numbers are in the database and never change.</summary>
internal enum EventKind
{
    ExperimentChanged = 1,
    TrialChanged = 2,
    TrialLogged = 3,
    TrialAdjusted = 4,
    TrialScheduled = 5,
}
