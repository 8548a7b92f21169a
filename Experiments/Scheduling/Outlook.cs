using ActorTraining.Experiments.Coordination;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>What may still come in an experiment, as a scheduler has to know to tell whether a rung is complete.</summary>
/// <param name="Open">The trials that have not come to their end, by number.</param>
/// <param name="Proposed">How many trials were proposed; the next one has the number behind.</param>
/// <param name="Planned">How many there will be in all; null where that is not known.</param>
public sealed record Outlook(IReadOnlyDictionary<int, TrialRecord> Open, int Proposed, int? Planned)
{
    /// <summary>How many trials whose numbers lie in a range are still to be proposed.</summary>
    internal int Coming(int first, int last) => Math.Max(0, Math.Min(last, Planned ?? int.MaxValue) - Math.Max(first, Proposed + 1) + 1);

    /// <summary>The trials whose checkpoint of the rung that they were measured at was lost: they come there once more.</summary>
    public IReadOnlySet<int> Unsaved { get; init; } = new HashSet<int>();

    /// <summary>Whether the trial is open, none of its attempts runs, and none has to run to where it was measured.</summary>
    internal bool IsAtRest(int trial) => Open.TryGetValue(trial, out var record) && record.Info.State == TrialState.Waiting && !Unsaved.Contains(trial);
}
