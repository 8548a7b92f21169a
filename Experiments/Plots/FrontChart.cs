namespace ActorTraining.Experiments.Plots;

/// <summary>Quality against cost, with the Pareto front marked: the points that no other one beats in both.</summary>
/// <remarks>The front is a staircase: between two of its points, the quality to be had at a cost is that of the cheaper one. Its points carry their names where these do not touch.</remarks>
public sealed record FrontChart : Chart
{
    private const double LabelHeight = 15;

    /// <summary>The points, in any order; those without a place on the axes are left out.</summary>
    public required IReadOnlyList<FrontPoint> Points { get; init; }

    /// <summary>The cost.</summary>
    public Axis X { get; init; } = new();

    /// <summary>The quality.</summary>
    public Axis Y { get; init; } = new();

    /// <summary>Whether more quality is a larger value.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>Whether what stands for the cost is better the larger it is: a second objective, rather than a cost.</summary>
    public bool HigherXIsBetter { get; init; }

    /// <summary>Whether the front is drawn as a staircase; with a third goal, which these axes do not show, it is none.</summary>
    public bool ShowStairs { get; init; } = true;

    /// <summary>What the legend says of the front.</summary>
    public string FrontName { get; init; } = "none is both smaller and better";

    private static SeriesLook FrontLook => SeriesLook.At(0);

    // The dash is all gap: other points are no line.
    private static SeriesLook OtherLook => new(Palette.Muted, "0 40", MarkerShape.Diamond, 1.75, 1);

    /// <inheritdoc/>
    internal override double FullHeight => Height + Key().Height;

    /// <inheritdoc/>
    private protected override void DrawBody(SvgWriter svg, Area area)
    {
        var key = Key();
        key.Draw(svg, area.X + 8, area.Y);
        var all = new LineSeries(Title, [.. Points.Select(point => point.X)], [.. Points.Select(point => point.Y)]);
        var frame = LineChartFrame.Fit(new LineChart { Title = Title, Width = Width, Height = Height, X = X, Y = Y, Series = [all] }, area.Inset(0, key.Height, 0, 0));
        frame.Draw(svg);
        var places = Points.Select(point => (Point: point, Place: frame.Locate(point.X, point.Y))).Where(found => found.Place is not null).Select(found => (found.Point, Place: found.Place!.Value)).ToList();
        if (places.Count == 0) frame.SayEmpty(svg);
        var front = places.Where(found => found.Point.OnFront).OrderBy(found => found.Point.X).ToList();

        DrawMarks(svg, OtherLook, places.Where(found => !found.Point.OnFront), frame);
        svg.StartGroup(FrontLook.Color, ("data-series", "front"));
        if (ShowStairs && front.Count > 1)
            svg.Element("polyline", ("points", Stairs([.. front.Select(found => found.Place)])), ("fill", "none"), ("stroke", "currentColor"), ("stroke-width", FrontLook.Thickness));
        svg.End();
        DrawMarks(svg, FrontLook, front, frame);
        DrawNames(svg, front, [.. places.Select(found => found.Place)], frame.Plot);
    }

    /// <inheritdoc/>
    private protected override string Describe()
    {
        var front = Points.Where(point => point.OnFront).OrderBy(point => point.X).ToList();
        var (cost, quality) = (X.Label ?? "x", Y.Label ?? "y");
        return $"{NumberText.Count(Points.Count, "point")}, {cost} and {quality} of each. On the front: {string.Join("; ", front.Select(point => $"{point.Name} at {NumberText.Plain(point.X)}, {Say(point.Y)}"))}.";
    }

    private Legend Key() => new([new(FrontName, ShowStairs ? FrontLook : FrontLook with { Dash = OtherLook.Dash }), new("others", OtherLook)], Width - 16);

    private string Say(double value) => Y.Format == TickFormat.Percent ? NumberText.Percent(value) : NumberText.Value(value);

    private string Stairs(IReadOnlyList<Pixel> places)
    {
        List<Pixel> corners = [places[0]];
        foreach (var place in places.Skip(1)) corners.AddRange([HigherXIsBetter ? place with { X = corners[^1].X } : corners[^1] with { X = place.X }, place]);
        return string.Join(' ', corners.Select(corner => $"{SvgAttribute.Number(corner.X, 1)},{SvgAttribute.Number(corner.Y, 1)}"));
    }

    private static void DrawMarks(SvgWriter svg, SeriesLook look, IEnumerable<(FrontPoint Point, Pixel Place)> points, LineChartFrame frame)
    {
        svg.StartGroup(look.Color);
        foreach (var (point, place) in points)
        {
            svg.Start("path", ("class", point.OnFront ? "front" : "other"), ("d", Marker.Outline(look.Shape, place.X, place.Y)), ("fill", "currentColor"));
            svg.TextElement("title", $"{point.Name}: {frame.Read(point.X, point.Y)}");
            svg.End();
        }

        svg.End();
    }

    /// <summary>Writes names into the corner of each point that is empty by what a front is, the best first; one that would touch another, or lie on a mark, is left out.</summary>
    private void DrawNames(SvgWriter svg, List<(FrontPoint Point, Pixel Place)> front, List<Pixel> marks, Area plot)
    {
        List<Area> taken = [];
        svg.StartGroup(Palette.Ink);
        foreach (var (point, place) in Enumerable.Reverse(front))
        {
            var width = TextWidth.Of(point.Name, FontSize);
            var left = HigherXIsBetter ? Math.Min(plot.Right - width, place.X + 6) : Math.Max(plot.X + 2, place.X - 6 - width);
            var baseline = HigherIsBetter ? place.Y - 7 : place.Y + 16;
            var box = new Area(left, baseline - LabelHeight + 3, width, LabelHeight);
            if (box.Y < plot.Y - 8 || taken.Any(other => other.X < box.Right && box.X < other.Right && other.Y < box.Bottom && box.Y < other.Bottom)) continue;
            if (marks.Exists(mark => mark != place && mark.X > box.X - 3 && mark.X < box.Right + 3 && mark.Y > box.Y - 3 && mark.Y < box.Bottom + 3)) continue;
            taken.Add(box);
            svg.Label(point.Name, left, baseline);
        }

        svg.End();
    }
}
