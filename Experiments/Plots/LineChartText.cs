namespace ActorTraining.Experiments.Plots;

/// <summary>Puts a line chart into words, for those who cannot see it.</summary>
internal static class LineChartText
{
    /// <summary>The number of lines, the range of the horizontal axis, and where each line ends; beyond <see cref="LineChart.LegendLimit"/> lines, the range of the ends.</summary>
    public static string Of(LineChart chart)
    {
        var along = chart.Series.SelectMany(s => s.X).Where(double.IsFinite).ToList();
        var axis = chart.X.Label ?? "x";
        var range = along.Count == 0 ? "without values" : $"over {axis} {NumberText.Plain(along.Min())} to {NumberText.Plain(along.Max())}";
        var log = chart.Y.Scale == AxisScale.Log ? ", logarithmic scale" : "";
        var intro = $"{NumberText.Count(chart.Series.Count, "line")} {range}{log}.";
        if (chart.Series.Count <= LineChart.LegendLimit) return $"{intro} {string.Join(" ", chart.Series.Select(s => EndOf(chart, s)))}".TrimEnd();

        var ends = chart.Series.Select(s => s.Y.LastOrDefault(double.IsFinite, double.NaN)).Where(double.IsFinite).ToList();
        return ends.Count == 0 ? intro : $"{intro} They end between {Say(chart, ends.Min())} and {Say(chart, ends.Max())}.";
    }

    private static string EndOf(LineChart chart, LineSeries series)
    {
        var last = series.Y.LastOrDefault(double.IsFinite, double.NaN);
        if (double.IsNaN(last)) return $"{series.Name} has no finite value.";
        return $"{series.Name} ends at {Say(chart, last)}{(LineChart.EndsUndefined(series) ? ", then is not finite" : series.Broken ? ", then failed" : "")}.";
    }

    private static string Say(LineChart chart, double value) => chart.Y.Format == TickFormat.Percent ? NumberText.Percent(value) : NumberText.Value(value);
}
