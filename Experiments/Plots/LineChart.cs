namespace ActorTraining.Experiments.Plots;

/// <summary>Lines over a common axis, for example the loss of every trial over the epochs.</summary>
/// <remarks>
/// Up to twelve lines are told apart by colour, marker and dash, and named in a legend; more are coloured by a number (<see cref="Colors"/>).
/// Short lines carry a marker at each value, with the value as a tooltip; long ones are thinned to the extremes of each column of pixels, and carry one now and then.
/// A line is interrupted where a value is missing, NaN or infinite; where it ends so, a cross marks its last value.
/// </remarks>
public sealed record LineChart : Chart
{
    /// <summary>The most lines that a legend names.</summary>
    public const int LegendLimit = 12;

    // How far apart the markers of long lines are, in pixels, and in how many places they may begin, so that those of neighbours do not cover each other.
    private const double SparseGap = 120;
    private const int SparsePlaces = 6;

    /// <summary>The lines, in the order of the legend.</summary>
    public required IReadOnlyList<LineSeries> Series { get; init; }

    /// <summary>The horizontal axis.</summary>
    public Axis X { get; init; } = new();

    /// <summary>The vertical axis.</summary>
    public Axis Y { get; init; } = new();

    /// <summary>Colours the lines by a number; null does so only beyond <see cref="LegendLimit"/> lines, by their order.</summary>
    public ColorScale? Colors { get; init; }

    /// <summary>Whether there is a legend where there is more than one line.</summary>
    public bool ShowLegend { get; init; } = true;

    /// <summary>Whether the lines are coloured by a number.</summary>
    internal bool IsScaled => Colors is not null || Series.Count > LegendLimit;

    /// <inheritdoc/>
    internal override double FullHeight => Height + LineChartKey.For(this).Height;

    /// <inheritdoc/>
    private protected override void DrawBody(SvgWriter svg, Area area)
    {
        var key = LineChartKey.For(this);
        key.Draw(svg, area.X + 8, area.Y);
        var frame = LineChartFrame.Fit(this, area.Inset(0, key.Height, 0, 0));
        frame.Draw(svg);

        var looks = LineChartKey.LooksOf(this);
        var traces = Series.Select(s => Trace.Of(s, frame.X, frame.Y, frame.Plot)).ToList();
        if (traces.All(t => t.Count == 0)) frame.SayEmpty(svg);
        foreach (var i in Enumerable.Range(0, Series.Count).OrderBy(i => Series[i].Highlight is not null)) DrawSeries(svg, i, looks[i], traces[i], frame);
        if (IsScaled) LineChartLabels.Draw(svg, this, looks, traces, frame.Plot);
    }

    /// <inheritdoc/>
    private protected override string Describe() => LineChartText.Of(this);

    private void DrawSeries(SvgWriter svg, int index, SeriesLook look, Trace trace, LineChartFrame frame)
    {
        var series = Series[index];
        svg.StartGroup(look.Color, ("data-series", series.Name));
        svg.TextElement("title", series.Name);
        if (series.Band is { } band) DrawBand(svg, series, band, frame);
        foreach (var run in trace.Runs)
        {
            if (run.Count == 1) svg.Element("path", ("class", "dot"), ("d", Marker.Outline(look.Shape, run[0].X, run[0].Y)), ("fill", "currentColor"));
            else DrawRun(svg, run, look);
        }

        if (series.Spread is { } spread) DrawErrorBars(svg, series, spread, frame);
        if (!IsScaled) DrawMarkers(svg, series, look, frame, HasRoomForMarkers(trace, frame.Plot) ? Enumerable.Range(0, series.X.Count) : Sparse(series, index, frame));
        var cross = series.Broken || EndsUndefined(series) ? trace.End ?? StartOf(series, frame) : null;
        foreach (var exit in trace.Exits.Where(e => e != cross)) Marker.Arrow(svg, exit.X, exit.Y, exit.Y < frame.Plot.Y + 1);
        if (cross is { } place) Marker.Cross(svg, place.X, place.Y);
        svg.End();
    }

    private static void DrawRun(SvgWriter svg, IReadOnlyList<Pixel> run, SeriesLook look)
    {
        var points = string.Join(' ', run.Select(p => $"{SvgAttribute.Number(p.X, 1)},{SvgAttribute.Number(p.Y, 1)}"));
        svg.Element(
            "polyline",
            ("points", points),
            ("fill", "none"),
            ("stroke", "currentColor"),
            ("stroke-width", look.Thickness),
            ("stroke-linejoin", "round"),
            ("stroke-dasharray", look.Dash ?? "none"),
            ("stroke-opacity", look.Opacity));
    }

    private static void DrawBand(SvgWriter svg, LineSeries series, IReadOnlyList<(double Low, double High)> band, LineChartFrame frame)
    {
        var places = Enumerable.Range(0, band.Count).Where(i => frame.X.HasPlace(series.X[i]) && frame.Y.HasPlace(band[i].Low) && frame.Y.HasPlace(band[i].High)).ToList();
        var outline = places.Select(i => (series.X[i], band[i].High)).Concat(places.AsEnumerable().Reverse().Select(i => (series.X[i], band[i].Low)));
        var points = string.Join(' ', outline.Select(p =>
            $"{SvgAttribute.Number(frame.X.Map(p.Item1), 1)},{SvgAttribute.Number(Math.Clamp(frame.Y.Map(p.Item2), frame.Plot.Y, frame.Plot.Bottom), 1)}"));
        svg.Element("polygon", ("class", "band"), ("points", points), ("fill", "currentColor"), ("fill-opacity", 0.13), ("stroke", "none"));
    }

    private static void DrawErrorBars(SvgWriter svg, LineSeries series, IReadOnlyList<double> spread, LineChartFrame frame)
    {
        for (var i = 0; i < series.X.Count; i++)
        {
            if (!(spread[i] > 0) || frame.Locate(series.X[i], series.Y[i]) is not { } place) continue;
            double top = frame.Y.Map(series.Y[i] + spread[i]), bottom = frame.Y.Map(series.Y[i] - spread[i]);
            var outline = $"M{SvgAttribute.Number(place.X - 5)} {SvgAttribute.Number(top)}h10m-5 0V{SvgAttribute.Number(bottom)}m-5 0h10";
            svg.Element("path", ("class", "bar"), ("d", outline), ("stroke", "currentColor"), ("stroke-width", 1.5), ("fill", "none"));
        }
    }

    private static bool HasRoomForMarkers(Trace trace, Area plot) => trace.Count is > 0 and <= 60 && plot.Width / trace.Count >= 9;

    /// <summary>Some of a long series' values: what tells it from others where colours do not. A line that is alone needs none.</summary>
    private IEnumerable<int> Sparse(LineSeries series, int index, LineChartFrame frame)
    {
        if (Series.Count == 1) yield break;
        var next = frame.Plot.X + (((index % SparsePlaces) + 0.5) * SparseGap / SparsePlaces);
        for (var i = 0; i < series.X.Count; i++)
        {
            if (!frame.X.HasPlace(series.X[i]) || frame.X.Map(series.X[i]) < next) continue;
            yield return i;
            next += SparseGap * Math.Ceiling((frame.X.Map(series.X[i]) - next + 1e-6) / SparseGap);
        }
    }

    private static void DrawMarkers(SvgWriter svg, LineSeries series, SeriesLook look, LineChartFrame frame, IEnumerable<int> places)
    {
        foreach (var i in places)
        {
            if (frame.Locate(series.X[i], series.Y[i]) is not { } place) continue;
            svg.Start("path", ("class", "mark"), ("d", Marker.Outline(look.Shape, place.X, place.Y)), ("fill", "currentColor"));
            svg.TextElement("title", $"{series.Name}: {frame.Read(series.X[i], series.Y[i])}");
            svg.End();
        }
    }

    /// <summary>Whether the last value of a series is NaN or infinite.</summary>
    internal static bool EndsUndefined(LineSeries series) => series.Y.Count > 0 && !double.IsFinite(series.Y[^1]);

    /// <summary>Where a series without any value would have begun.</summary>
    private static Pixel? StartOf(LineSeries series, LineChartFrame frame) =>
        series.X.Count > 0 && frame.X.HasPlace(series.X[0]) ? new Pixel(frame.X.Map(series.X[0]), frame.Plot.Y) : null;
}
