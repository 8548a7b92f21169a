using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Charts;
using ActorTraining.WebUI.Components.Experiments.Curves;

namespace ActorTraining.WebUI.Components.Trials;

/// <summary>The chart of a trial's metrics of one quantity, as an option of ECharts.</summary>
internal static class MetricGroupChart
{
    private const int FewPoints = 40;

    /// <summary>The option.</summary>
    /// <param name="group">The metrics.</param>
    /// <param name="unit">What a step is: <c>epoch</c>.</param>
    /// <param name="axis">What the horizontal axis counts.</param>
    /// <param name="log">Whether the vertical axis is logarithmic; values of 0 and less are left out then.</param>
    public static object Option(MetricGroup group, string unit, CurveAxis axis, bool log) => new
    {
        animation = false,
        useUTC = true,
        grid = new { left = 4, right = 16, top = group.Series.Count > 1 ? 30 : 12, bottom = 22, containLabel = true },
        legend = new { show = group.Series.Count > 1, type = "scroll", top = 0, left = 0 },
        tooltip = new { trigger = "axis", valueFormatter = "fn:number" },
        xAxis = HorizontalAxis.Of(axis, unit),
        yAxis = new { type = log ? "log" : "value", scale = true, axisLabel = new { formatter = "fn:number" } },
        series = group.Series.Select(series => Line(series, axis, log)).ToArray(),
    };

    private static object Line(MetricSeries series, CurveAxis axis, bool log)
    {
        var isNoise = series.Metric.StartsWith("batch.", StringComparison.Ordinal);
        return new
        {
            name = series.Metric,
            type = "line",
            z = isNoise ? 1 : 2,
            symbol = "circle",
            symbolSize = 5,
            showSymbol = series.Steps.Count <= FewPoints,
            lineStyle = new { width = isNoise ? 1 : 2, opacity = isNoise ? 0.45 : 1 },
            data = HorizontalAxis.Points(series, axis).Where(point => !log || point[1] > 0).ToArray(),
        };
    }
}
