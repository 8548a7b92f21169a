using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Experiments.Curves;

namespace ActorTraining.WebUI.Components.Charts;

/// <summary>Horizontal axes of charts that are described whole, as options of ECharts, and the places of points on them.</summary>
internal static class HorizontalAxis
{
    /// <summary>The axis of a curve.</summary>
    /// <param name="axis">What it counts.</param>
    /// <param name="unit">What a step is, for an axis of steps.</param>
    public static object Of(CurveAxis axis, string unit) => axis switch
    {
        CurveAxis.Time => Time("time of training", "fn:elapsed", "fn:elapsedOf", 0),
        CurveAxis.Clock => Time("time of day (UTC)", "fn:clock", "fn:clockOf", "dataMin"),
        _ => new { type = "value", name = unit, nameLocation = "middle", nameGap = 26, min = "dataMin", max = "dataMax", axisLabel = new { formatter = "fn:number", hideOverlap = true } },
    };

    /// <summary>An axis of the time since something began, in milliseconds.</summary>
    /// <param name="name">Its name.</param>
    public static object Elapsed(string name) => Time(name, "fn:elapsed", "fn:elapsedOf", 0);

    /// <summary>The points of a curve, [place, value] each; without those that have no place or no finite value.</summary>
    public static double[][] Points(MetricSeries series, CurveAxis axis) =>
    [
        .. series.Values
            .Select((value, i) => (Place: Place(series, axis, i), Value: value))
            .Where(point => point.Place is not null && double.IsFinite(point.Value))
            .Select(point => new[] { point.Place!.Value, point.Value }),
    ];

    private static double? Place(MetricSeries series, CurveAxis axis, int index) => axis switch
    {
        CurveAxis.Time => CurveTime.Training.Of(series, index),
        CurveAxis.Clock => new CurveTime(DateTimeOffset.UnixEpoch).Of(series, index),
        _ => series.Steps[index],
    };

    // ECharts knows where the marks of an axis of time belong; how they are written is said here.
    private static object Time(string name, string mark, string pointed, object min) => new
    {
        type = "time",
        name,
        nameLocation = "middle",
        nameGap = 26,
        min,
        max = "dataMax",
        axisLabel = new { formatter = mark, hideOverlap = true },
        axisPointer = new { label = new { formatter = pointed } },
    };
}
