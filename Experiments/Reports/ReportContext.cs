using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Reports;

/// <summary>What a report says beyond the results. It has no clock and asks no machine: the same context and results give the same bytes.</summary>
public sealed record ReportContext
{
    /// <summary>When the report is written.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>The spec as YAML, for a spec made in code; a spec that has its <c>Source</c> is shown as it was written. Null leaves <c>spec.yaml</c> out.</summary>
    public string? SpecText { get; init; }

    /// <summary>The command that gives these results again, run in the report's folder; null says nothing.</summary>
    public string? Command { get; init; }

    /// <summary>What the job says about its metrics: units, and which way is better.</summary>
    public IReadOnlyList<MetricDescription> Metrics { get; init; } = [];

    /// <summary>The job's parameters, so that no value is proposed that it would refuse; null where they are not known.</summary>
    public ObjectSchema? Parameters { get; init; }

    /// <summary>Versions, machine, device: shown in this order.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];
}
