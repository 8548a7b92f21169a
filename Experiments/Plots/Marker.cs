namespace ActorTraining.Experiments.Plots;

/// <summary>Draws marks at values, in the colour of the group.</summary>
internal static class Marker
{
    /// <summary>The number of shapes.</summary>
    public const int Shapes = 5;

    /// <summary>The outline of a shape around a point.</summary>
    public static string Outline(MarkerShape shape, double x, double y)
    {
        static string N(double value) => SvgAttribute.Number(value);
        return shape switch
        {
            MarkerShape.Circle => $"M{N(x - 3)} {N(y)}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z",
            MarkerShape.Square => $"M{N(x - 2.7)} {N(y - 2.7)}h5.4v5.4h-5.4z",
            MarkerShape.Up => $"M{N(x)} {N(y - 3.8)}l3.6 6.4h-7.2z",
            MarkerShape.Diamond => $"M{N(x)} {N(y - 3.9)}l3.9 3.9l-3.9 3.9l-3.9 -3.9z",
            _ => $"M{N(x)} {N(y + 3.8)}l3.6 -6.4h-7.2z",
        };
    }

    /// <summary>The cross at the end of a series that diverged or failed.</summary>
    public static void Cross(SvgWriter svg, double x, double y)
    {
        var outline = $"M{SvgAttribute.Number(x - 5)} {SvgAttribute.Number(y - 5)}l10 10m0 -10l-10 10";
        svg.Element("path", ("class", "cross"), ("d", outline), ("stroke", "currentColor"), ("stroke-width", 2.5), ("fill", "none"));
    }

    /// <summary>The arrow where a line leaves the plot.</summary>
    public static void Arrow(SvgWriter svg, double x, double y, bool up)
    {
        var outline = $"M{SvgAttribute.Number(x)} {SvgAttribute.Number(y)}l4 {(up ? 7 : -7)}h-8z";
        svg.Element("path", ("class", "off"), ("d", outline), ("fill", "currentColor"));
    }
}
