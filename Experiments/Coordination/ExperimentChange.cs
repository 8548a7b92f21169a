using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Coordination;

/// <summary>What changed in an experiment; stored all or nothing.</summary>
public sealed record ExperimentChange
{
    /// <summary>The experiment with its new state, counts and best trial.</summary>
    public required ExperimentInfo Info { get; init; }

    /// <summary>The writer's epoch.</summary>
    public required long Epoch { get; init; }

    /// <summary>The new spec, where it changed.</summary>
    public ExperimentSpec? Spec { get; init; }

    /// <summary>Attempts that began or ended.</summary>
    public IReadOnlyList<AttemptInfo> Attempts { get; init; } = [];

    /// <summary>Trials that are new or have changed.</summary>
    public IReadOnlyList<TrialRecord> Trials { get; init; } = [];

    /// <summary>Metric points; one of the same trial, metric and step is written over.</summary>
    public IReadOnlyList<(int Trial, MetricPoint Point)> Points { get; init; } = [];

    /// <summary>Files; one of the same trial and name is written over.</summary>
    public IReadOnlyList<ArtifactInfo> Artifacts { get; init; } = [];

    /// <summary>Events with their sequence numbers, ascending. Every trial that came to its end has one.</summary>
    public IReadOnlyList<ExperimentEvent> Events { get; init; } = [];

    /// <summary>Keys of checkpoints that nobody needs once this is stored.</summary>
    public IReadOnlyList<string> Obsolete { get; init; } = [];

    /// <summary>The rows that this change writes.</summary>
    public int Rows => 1 + Trials.Count + Attempts.Count + Points.Count + Artifacts.Count + Events.Count;
}
