namespace ActorTraining.Experiments.Plots;

/// <summary>The plot of a line chart: where its axes lie, their grid and their labels.</summary>
internal sealed class LineChartFrame
{
    private const double TickGap = 8;
    private const double RightMargin = 16;

    private readonly LineChart _chart;
    private readonly double _left;
    private readonly IReadOnlyList<Tick> _xTicks, _yTicks;

    private LineChartFrame(LineChart chart, double left, Area plot, Scale x, Scale y, IReadOnlyList<Tick> xTicks, IReadOnlyList<Tick> yTicks) =>
        (_chart, _left, Plot, X, Y, _xTicks, _yTicks) = (chart, left, plot, x, y, xTicks, yTicks);

    /// <summary>Where the lines are drawn.</summary>
    public Area Plot { get; }

    /// <summary>The horizontal scale.</summary>
    public Scale X { get; }

    /// <summary>The vertical scale.</summary>
    public Scale Y { get; }

    /// <summary>Lays the axes out in an area: the labels take what they need, the plot gets the rest.</summary>
    public static LineChartFrame Fit(LineChart chart, Area area)
    {
        var bottom = chart.X.Label is null ? 26 : 44;
        var inner = area.Inset(0, 8, 0, bottom);
        var xs = chart.Series.SelectMany(s => s.X);
        var ys = chart.Series.SelectMany(s => s.Spread is { } spread ? s.Y.Zip(spread, (y, e) => (y, e)).SelectMany(p => new[] { p.y - p.e, p.y + p.e }) : s.Y)
            .Concat(chart.Series.SelectMany(s => s.Band ?? []).SelectMany(band => new[] { band.Low, band.High }));
        var y = Scale.Fit(chart.Y, ys, 0.05, inner.Bottom, inner.Y);
        var yTicks = Ticks.Of(chart.Y, y.Min, y.Max, (int)Math.Clamp(inner.Height / 44, 2, 8));

        var labels = yTicks.Count == 0 ? 0 : yTicks.Max(t => TextWidth.Of(t.Label, Chart.FontSize));
        var left = labels + TickGap + 6 + (chart.Y.Label is null ? 0 : 20);
        var plot = inner.Inset(left, 0, RightMargin + LineChartLabels.WidthFor(chart), 0);
        var x = Scale.Fit(chart.X, xs, 0.02, plot.X, plot.Right);
        var xTicks = Ticks.Of(chart.X, x.Min, x.Max, (int)Math.Clamp(plot.Width / 72, 2, 10));
        return new LineChartFrame(chart, area.X, plot, x, y, xTicks, yTicks);
    }

    /// <summary>The place of a value; null where it has none inside the plot.</summary>
    public Pixel? Locate(double x, double y)
    {
        if (!X.HasPlace(x) || !Y.HasPlace(y)) return null;
        var place = new Pixel(X.Map(x), Y.Map(y));
        return place.Y >= Plot.Y - 0.01 && place.Y <= Plot.Bottom + 0.01 ? place : null;
    }

    /// <summary>A value in words: <c>epoch 3, 0.4176</c>.</summary>
    public string Read(double x, double y)
    {
        var value = _chart.Y.Format == TickFormat.Percent ? NumberText.Percent(y) : NumberText.Value(y);
        return $"{(_chart.X.Label is { } label ? label + " " : "")}{NumberText.Plain(x)}, {value}";
    }

    /// <summary>Draws grid, axes and labels.</summary>
    public void Draw(SvgWriter svg)
    {
        svg.StartGroup(Palette.Grid, ("stroke", "currentColor"));
        foreach (var tick in _yTicks) svg.Element("line", ("x1", Plot.X), ("x2", Plot.Right), ("y1", Y.Map(tick.Value)), ("y2", Y.Map(tick.Value)));
        foreach (var tick in _xTicks) svg.Element("line", ("x1", X.Map(tick.Value)), ("x2", X.Map(tick.Value)), ("y1", Plot.Y), ("y2", Plot.Bottom));
        svg.End();
        svg.StartGroup(Palette.Rule, ("stroke", "currentColor"));
        svg.Element("line", ("x1", Plot.X), ("x2", Plot.Right), ("y1", Plot.Bottom), ("y2", Plot.Bottom));
        svg.End();

        svg.StartGroup(Palette.Muted);
        foreach (var tick in _yTicks) svg.Label(tick.Label, Plot.X - TickGap, Y.Map(tick.Value) + 4, "end");
        DrawXLabels(svg);
        if (_chart.X.Label is { } below) svg.Label(TextWidth.Fit(below, Chart.FontSize, Plot.Width), Plot.X + Plot.Width / 2, Plot.Bottom + 37, "middle");
        if (_chart.Y.Label is { } beside) DrawSideways(svg, beside);
        svg.End();
    }

    /// <summary>Says in the middle of the plot that there is nothing to see yet.</summary>
    public void SayEmpty(SvgWriter svg)
    {
        svg.StartGroup(Palette.Muted);
        svg.Label("no values", Plot.X + Plot.Width / 2, Plot.Y + Plot.Height / 2, "middle");
        svg.End();
    }

    /// <summary>Leaves out labels that would touch the one before; their lines stay.</summary>
    private void DrawXLabels(SvgWriter svg)
    {
        var free = double.NegativeInfinity;
        foreach (var tick in _xTicks)
        {
            var half = TextWidth.Of(tick.Label, Chart.FontSize) / 2;
            // The last one keeps inside the picture.
            var x = Math.Min(X.Map(tick.Value), Plot.Right + RightMargin - half);
            if (x - half < free) continue;
            svg.Label(tick.Label, x, Plot.Bottom + 18, "middle");
            free = x + half + 8;
        }
    }

    private void DrawSideways(SvgWriter svg, string text)
    {
        var (x, y) = (SvgAttribute.Number(_left + 14), SvgAttribute.Number(Plot.Y + Plot.Height / 2));
        svg.Start("g", ("transform", $"translate({x} {y}) rotate(-90)"));
        svg.Label(TextWidth.Fit(text, Chart.FontSize, Plot.Height), 0, 0, "middle");
        svg.End();
    }
}
