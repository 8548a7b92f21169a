namespace ActorTraining.Experiments.Coordination;

/// <summary>A trial with what only its coordinator needs to know.</summary>
/// <param name="Info">What everyone sees.</param>
public sealed record TrialRecord(TrialInfo Info)
{
    /// <summary>How many attempts have failed.</summary>
    public int Failures { get; init; }

    /// <summary>The number of the last report of the newest attempt that was counted; 0 before the first. One that is sent again, to whatever coordinator, has a number that is no higher.</summary>
    public long Reported { get; init; }

    /// <summary>The kept checkpoints, newest first; an attempt goes on from the first that can be read.</summary>
    public IReadOnlyList<CheckpointReference> Checkpoints { get; init; } = [];

    /// <summary>Adds checkpoints and drops those beyond the number to keep.</summary>
    /// <param name="saved">The new ones, in their order.</param>
    /// <param name="count">How many to keep, at least 1.</param>
    /// <param name="obsolete">Receives the keys of those that are dropped.</param>
    internal TrialRecord Keep(IReadOnlyList<CheckpointReference> saved, int count, List<string> obsolete)
    {
        var kept = Checkpoints;
        foreach (var checkpoint in saved.Where(checkpoint => !Checkpoints.Contains(checkpoint)))
        {
            // A resumed attempt may come by a step again that an older one had saved; what the newer one saved stands.
            var others = kept.Where(other => other.Step <= checkpoint.Step).Take(count - 1).ToList();
            obsolete.AddRange(kept.Except(others).Select(other => other.Key));
            kept = [checkpoint, .. others];
        }

        return this with { Checkpoints = kept };
    }
}
