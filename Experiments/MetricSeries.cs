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
}
