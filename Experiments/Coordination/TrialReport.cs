namespace ActorTraining.Experiments.Coordination;

/// <summary>What an attempt did since its last report; at most ten a second, at least one every two seconds.</summary>
public sealed record TrialReport
{
    /// <summary>The trial's number.</summary>
    public required int Trial { get; init; }

    /// <summary>The attempt that reports.</summary>
    public required int Attempt { get; init; }

    /// <summary>Numbers the reports of an attempt, from 1; a report that is sent again keeps its number and is counted once. 0 has no number: it is counted whenever it comes.</summary>
    public required long Sequence { get; init; }

    /// <summary>How far it is.</summary>
    public double Step { get; init; }

    /// <summary>The steps in all; 0 while unknown.</summary>
    public long Steps { get; init; }

    /// <summary>What a step is.</summary>
    public string Unit { get; init; } = "step";

    /// <summary>The seconds that the attempt has run since the last report.</summary>
    public double Seconds { get; init; }

    /// <summary>The metric points since the last report, in their order.</summary>
    public IReadOnlyList<MetricPoint> Points { get; init; } = [];

    /// <summary>The checkpoints since the last report, in their order; their blobs are stored.</summary>
    public IReadOnlyList<CheckpointReference> Checkpoints { get; init; } = [];

    /// <summary>The files since the last report; their blobs are stored.</summary>
    public IReadOnlyList<ArtifactInfo> Artifacts { get; init; } = [];

    /// <summary>The log lines since the last report.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];

    /// <summary>The adjustments that the trial took since the last report, with the steps at which it took them.</summary>
    public IReadOnlyList<Adjustment> Adjusted { get; init; } = [];

    /// <summary>How the attempt ended; null while it runs.</summary>
    public AttemptEnd? End { get; init; }
}
