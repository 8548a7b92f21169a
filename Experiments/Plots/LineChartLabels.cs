namespace ActorTraining.Experiments.Plots;

/// <summary>Texts beside the ends of the lines that stand out among many.</summary>
internal static class LineChartLabels
{
    private const double Widest = 150;
    private const double LineHeight = 14;

    /// <summary>The pixels that the texts take on the right.</summary>
    public static double WidthFor(LineChart chart)
    {
        if (!chart.IsScaled) return 0;
        var longest = chart.Series.Where(s => s.Highlight is not null).Select(s => TextWidth.Of(s.Highlight!, Chart.FontSize) + 6).DefaultIfEmpty(0).Max();
        return Math.Min(longest, Math.Min(Widest, chart.Width / 3.0));
    }

    /// <summary>Draws the texts, moved apart where they would touch.</summary>
    public static void Draw(SvgWriter svg, LineChart chart, IReadOnlyList<SeriesLook> looks, IReadOnlyList<Trace> traces, Area plot)
    {
        var ends = Enumerable.Range(0, chart.Series.Count)
            .Where(i => chart.Series[i].Highlight is not null && traces[i].End is not null)
            .Select(i => (Index: i, traces[i].End!.Value.Y))
            .OrderBy(e => e.Y);
        var free = plot.Y;
        foreach (var (index, y) in ends)
        {
            var baseline = Math.Max(free, y + 4);
            svg.StartGroup(looks[index].Color, ("font-weight", "600"));
            svg.Label(TextWidth.Fit(chart.Series[index].Highlight!, Chart.FontSize, WidthFor(chart)), plot.Right + 6, baseline);
            svg.End();
            free = baseline + LineHeight;
        }
    }
}
