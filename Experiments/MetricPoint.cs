namespace ActorTraining.Experiments;

/// <summary>One value of a metric.</summary>
public readonly record struct MetricPoint(string Metric, long Step, double Value);
