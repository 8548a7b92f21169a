namespace ActorTraining.Experiments.Plots;

/// <summary>What says which line is which: a legend with every name, or a bar of colours with the numbers at its ends.</summary>
internal sealed class LineChartKey
{
    private const double BarStep = 9;

    private readonly Legend _legend;
    private readonly (string Label, string Low, string High)? _bar;

    private LineChartKey(Legend legend, (string Label, string Low, string High)? bar) => (_legend, _bar) = (legend, bar);

    /// <summary>The height in pixels; 0 where nothing needs to be said.</summary>
    public double Height => _legend.Height;

    /// <summary>The key of a chart.</summary>
    public static LineChartKey For(LineChart chart)
    {
        var looks = LooksOf(chart);
        var width = chart.Width - 16;
        if (!chart.ShowLegend) return new LineChartKey(new Legend([], width), null);
        List<Legend.Item> items = [];
        if (!chart.IsScaled && chart.Series.Count > 1) items.AddRange(chart.Series.Select((s, i) => new Legend.Item(s.Name, looks[i])));
        if (chart.Series.Any(s => s.X.Count > 0 && (s.Broken || LineChart.EndsUndefined(s)))) items.Add(new Legend.Item("diverged or failed", null));
        if (!chart.IsScaled) return new LineChartKey(new Legend(items, width), null);

        var bar = BarOf(chart);
        var taken = new[] { bar.Label, bar.Low, bar.High }.Sum(t => TextWidth.Of(t, Chart.FontSize) + 8) + BarStep * Palette.Scale.Count + 18;
        return new LineChartKey(new Legend(items, width, Math.Min(taken, width)), bar);
    }

    /// <summary>The look of every series of a chart.</summary>
    public static IReadOnlyList<SeriesLook> LooksOf(LineChart chart)
    {
        if (!chart.IsScaled) return [.. chart.Series.Select((s, i) => SeriesLook.At(s.Look ?? i) is var look && s.Dashed ? look with { Dash = SeriesLook.Dashes } : look)];
        var values = chart.Series.Select((s, i) => s.ColorValue ?? i).ToList();
        var scale = Plots.Scale.Fit(new Axis { Scale = chart.Colors?.Scale ?? AxisScale.Linear }, values, 0, 0, 1);
        return [.. chart.Series.Select((s, i) => s.Highlight is not null ? SeriesLook.Highlighted : SeriesLook.OnScale(scale.HasPlace(values[i]) ? scale.Map(values[i]) : 0))];
    }

    /// <summary>Draws the key.</summary>
    public void Draw(SvgWriter svg, double left, double top)
    {
        if (_bar is { } bar) DrawBar(svg, bar, left, top);
        _legend.Draw(svg, left, top);
    }

    private static (string Label, string Low, string High) BarOf(LineChart chart)
    {
        var values = chart.Series.Where(s => s.ColorValue is { } v && double.IsFinite(v)).Select(s => s.ColorValue!.Value).ToList();
        return chart.Colors is { } colors && values.Count > 0
            ? (TextWidth.Fit(colors.Label, Chart.FontSize, 120), NumberText.Plain(values.Min(), 3), NumberText.Plain(values.Max(), 3))
            : (NumberText.Count(chart.Series.Count, "line") + ", by order", "1", NumberText.Whole(chart.Series.Count));
    }

    private static void DrawBar(SvgWriter svg, (string Label, string Low, string High) bar, double left, double top)
    {
        var x = left;
        void Say(string text)
        {
            svg.StartGroup(Palette.Muted);
            svg.Label(text, x, top + 13.5);
            svg.End();
            x += TextWidth.Of(text, Chart.FontSize) + 8;
        }

        Say(bar.Label);
        Say(bar.Low);
        foreach (var color in Palette.Scale)
        {
            svg.StartGroup(color);
            svg.Element("rect", ("x", x), ("y", top + 4), ("width", BarStep), ("height", 11), ("fill", "currentColor"));
            svg.End();
            x += BarStep;
        }

        x += 8;
        Say(bar.High);
    }
}
