using ActorTraining.Experiments.Coordination;
using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>The coordinator's answer to a report.</summary>
/// <param name="Stop">Null to go on; otherwise why to leave.</param>
[Immutable]
public sealed record ReportAnswer(StopReason? Stop)
{
    /// <summary>Go on.</summary>
    public static ReportAnswer Continue { get; } = new((StopReason?)null);
}
