using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>The coordinator's answer to a report.</summary>
/// <param name="Stop">Null to go on; otherwise why to leave.</param>
[Immutable]
public sealed record ReportAnswer(StopReason? Stop)
{
    /// <summary>Every change that users made to the trial so far, in its order, where the attempt has not said yet that it took all of them; empty otherwise.</summary>
    public IReadOnlyList<Adjustment> Adjustments { get; init; } = [];

    /// <summary>The step at which the attempt has to wait for the answer to its report; null when it may run to its end.</summary>
    public long? Until { get; init; }

    /// <summary>Go on.</summary>
    public static ReportAnswer Continue { get; } = new((StopReason?)null);
}
