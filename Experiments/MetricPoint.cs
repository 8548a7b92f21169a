namespace ActorTraining.Experiments;

/// <summary>One value of a metric.</summary>
/// <param name="Metric">For example <c>train.loss</c>.</param>
/// <param name="Step">The step that it was reported for.</param>
/// <param name="Value">The value; NaN and infinities may occur.</param>
/// <param name="Seconds">The seconds that the trial's attempts had computed until then, all together, to the millisecond: queues and pauses do not count, a repeated step does.
/// It is taken from a steady clock and never exceeds <see cref="TrialInfo.Seconds"/> of the same report. Null for points of a store that had no time yet.</param>
public readonly record struct MetricPoint(string Metric, long Step, double Value, double? Seconds = null);
