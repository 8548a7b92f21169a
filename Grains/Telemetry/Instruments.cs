using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ActorTraining.Grains.Telemetry;

/// <summary>What this project measures of itself. The names follow the conventions of OpenTelemetry; <c>docs/deployment.md</c> lists them.</summary>
public static class Instruments
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "ActorTraining";

    /// <summary>The meter.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>The source of traces: a span per attempt.</summary>
    internal static ActivitySource Activities { get; } = new(Name);

    /// <summary>Attempts that have ended on this silo, by job and outcome.</summary>
    internal static Counter<long> Attempts { get; } = Meter.CreateCounter<long>("actortraining.attempts", "{attempt}", "Attempts of trials that have ended");

    /// <summary>How long attempts ran, by job and outcome.</summary>
    internal static Histogram<double> AttemptDuration { get; } = Meter.CreateHistogram<double>("actortraining.attempt.duration", "s", "How long attempts of trials ran");

    /// <summary>Metric points that trials of this silo have reported.</summary>
    internal static Counter<long> Points { get; } = Meter.CreateCounter<long>("actortraining.metric_points", "{point}", "Metric points that trials have reported");

    /// <summary>Trials that the coordinators of this silo brought to an end, by job and state.</summary>
    internal static Counter<long> Trials { get; } = Meter.CreateCounter<long>("actortraining.trials", "{trial}", "Trials that have come to their end");

    /// <summary>Attempts that the coordinators of this silo took back to the queue, because their silo was lost.</summary>
    internal static Counter<long> Requeued { get; } = Meter.CreateCounter<long>("actortraining.requeued", "{attempt}", "Attempts that went back to the queue because their silo was lost");

    /// <summary>How long a change of an experiment took to be stored.</summary>
    internal static Histogram<double> CommitDuration { get; } = Meter.CreateHistogram<double>("actortraining.commit.duration", "s", "How long a change of an experiment took to be stored");
}
