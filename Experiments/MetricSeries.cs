namespace ActorTraining.Experiments;

/// <summary>The values of one metric of one trial, ordered by step.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Metric">For example <c>train.loss</c>.</param>
/// <param name="Steps">The steps, ascending.</param>
/// <param name="Values">The values, as many as steps; NaN and infinities may occur.</param>
public sealed record MetricSeries(int Trial, string Metric, IReadOnlyList<long> Steps, IReadOnlyList<double> Values)
{
    /// <summary>The number of points before it was thinned for display; as many as <see cref="Steps"/> where it is whole.</summary>
    public int Total { get; init; } = Steps.Count;

    /// <summary>The seconds that the trial had computed until each value (<see cref="MetricPoint.Seconds"/>), as many as steps, NaN where a point has no time; null when none has.</summary>
    /// <remarks>They rise from step to step, but where an attempt is repeating steps that an earlier one had gone beyond.</remarks>
    public IReadOnlyList<double>? Seconds { get; init; }

    /// <summary>When each value was reported (<see cref="TrialClock"/>), null where a point has no time; null altogether when none has, or when <see cref="MetricQuery.Times"/> did not ask.</summary>
    public IReadOnlyList<DateTimeOffset?>? Times { get; init; }
}
