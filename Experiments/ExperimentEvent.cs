using System.Text.Json.Serialization;
using ActorTraining.Experiments.Scheduling;

namespace ActorTraining.Experiments;

/// <summary>Something that happened in an experiment.</summary>
/// <param name="Sequence">Numbers the stored events of an experiment, from 1; 0 for passing ones that no store keeps (progress, live metrics).</param>
/// <param name="At">When.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExperimentChanged), "experiment")]
[JsonDerivedType(typeof(TrialChanged), "trial")]
[JsonDerivedType(typeof(TrialProgressed), "progress")]
[JsonDerivedType(typeof(TrialLogged), "log")]
[JsonDerivedType(typeof(TrialAdjusted), "adjusted")]
[JsonDerivedType(typeof(TrialScheduled), "scheduled")]
public abstract record ExperimentEvent(long Sequence, DateTimeOffset At);

/// <summary>The experiment entered another state.</summary>
public sealed record ExperimentChanged(long Sequence, DateTimeOffset At, ExperimentState State, string? Reason) : ExperimentEvent(Sequence, At);

/// <summary>A trial entered another state, or a new attempt of it began.</summary>
public sealed record TrialChanged(long Sequence, DateTimeOffset At, TrialInfo Trial) : ExperimentEvent(Sequence, At);

/// <summary>A running trial got further. A slow watcher misses some of these, never the others.</summary>
/// <param name="Sequence">Always 0.</param>
/// <param name="At">When.</param>
/// <param name="Trial">The trial as it is now, with its newest metrics.</param>
/// <param name="Points">The metric points since the event before.</param>
public sealed record TrialProgressed(long Sequence, DateTimeOffset At, TrialInfo Trial, IReadOnlyList<MetricPoint> Points) : ExperimentEvent(Sequence, At);

/// <summary>A trial wrote a line into its log.</summary>
public sealed record TrialLogged(long Sequence, DateTimeOffset At, int Trial, int Attempt, string Message) : ExperimentEvent(Sequence, At);

/// <summary>A user changed a parameter of a trial; its step is null until the trial takes it, which is an event of its own.</summary>
public sealed record TrialAdjusted(long Sequence, DateTimeOffset At, int Trial, Adjustment Adjustment) : ExperimentEvent(Sequence, At);

/// <summary>The scheduler decided about a trial that goes on living: it waits at a rung, goes on behind it, or goes on from another trial's checkpoint. One that ends is told of by <see cref="TrialChanged"/>.</summary>
public sealed record TrialScheduled(long Sequence, DateTimeOffset At, SchedulerDecision Decision) : ExperimentEvent(Sequence, At);
