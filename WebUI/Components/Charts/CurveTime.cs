using ActorTraining.Experiments;
using ActorTraining.WebUI.Live;

namespace ActorTraining.WebUI.Components.Charts;

/// <summary>A horizontal axis of time.</summary>
/// <param name="Origin">A moment before all that is shown, from which times of day are counted: the nearer, the finer, for places travel as float32. Null for the time of training, which is counted from each trial's start.</param>
public sealed record CurveTime(DateTimeOffset? Origin)
{
    /// <summary>The time of training.</summary>
    public static CurveTime Training { get; } = new((DateTimeOffset?)null);

    /// <summary>The milliseconds of a stored point on the axis; null where it has no time.</summary>
    /// <param name="series">The curve.</param>
    /// <param name="index">Which of its points.</param>
    public double? Of(MetricSeries series, int index) =>
        Origin is { } origin ? (series.Times?[index] - origin)?.TotalMilliseconds : series.Seconds?[index] is { } seconds and not double.NaN ? 1000 * seconds : null;

    /// <summary>The milliseconds of a new point on the axis; null where it has no time.</summary>
    public double? Of(LivePoint point) => Origin is { } origin ? (point.At - origin)?.TotalMilliseconds : 1000 * point.Point.Seconds;
}
