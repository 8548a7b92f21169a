namespace ActorTraining.Experiments.Coordination;

/// <summary>A trial with what only its coordinator needs to know.</summary>
/// <param name="Info">What everyone sees.</param>
public sealed record TrialRecord(TrialInfo Info)
{
    /// <summary>How many attempts have failed.</summary>
    public int Failures { get; init; }

    /// <summary>The kept checkpoints, newest first; an attempt goes on from the first that can be read.</summary>
    public IReadOnlyList<CheckpointReference> Checkpoints { get; init; } = [];
}
