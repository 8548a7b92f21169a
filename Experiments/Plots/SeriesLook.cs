namespace ActorTraining.Experiments.Plots;

/// <summary>How a series is drawn. Colour is never all that tells two series apart: markers and dashes differ as well.</summary>
/// <param name="Color">The colour of line and markers.</param>
/// <param name="Dash">A dash pattern; null for a solid line.</param>
/// <param name="Shape">The shape of its markers.</param>
/// <param name="Thickness">The width of the line in pixels.</param>
/// <param name="Opacity">The opacity of the line in (0, 1].</param>
internal readonly record struct SeriesLook(ThemeColor Color, string? Dash, MarkerShape Shape, double Thickness, double Opacity)
{
    /// <summary>The pattern of dashed lines.</summary>
    public const string Dashes = "6 3";

    /// <summary>The look at a place in the palette.</summary>
    public static SeriesLook At(int index)
    {
        var colors = Palette.Series;
        return new SeriesLook(colors[index % colors.Count], index / colors.Count % 2 == 1 ? Dashes : null, (MarkerShape)(index % Marker.Shapes), 1.75, 1);
    }

    /// <summary>The look of one that stands out among many: in the colour of text, which no scale has.</summary>
    public static SeriesLook Highlighted { get; } = new(Palette.Ink, null, MarkerShape.Circle, 2.5, 1);

    /// <summary>The look at a share in [0, 1] of a colour scale.</summary>
    public static SeriesLook OnScale(double share) => new(Palette.At(share), null, MarkerShape.Circle, 1.25, 0.8);
}
