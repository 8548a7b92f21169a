using System.Globalization;

namespace ActorTraining.Experiments.Plots;

/// <summary>A picture of values as a scalable vector graphic. The same values give the same bytes on every machine.</summary>
/// <remarks>A kind of chart derives from this class, says how high it is and draws its body; size, title, theme and the text for screen readers are here.</remarks>
public abstract record Chart
{
    internal const double FontSize = 12;
    private const double TitleSize = 15;
    private protected const double TitleHeight = 28;
    private const string Fonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif";

    /// <summary>What the picture shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What the picture shows, in sentences, for those who cannot see it; null lets the chart describe itself.</summary>
    public string? Description { get; init; }

    /// <summary>The width in pixels, at least 200.</summary>
    public int Width { get; init; } = 720;

    /// <summary>The height in pixels without the legend, at least 120. A legend with many entries makes the picture higher, never the plot smaller.</summary>
    public int Height { get; init; } = 380;

    /// <summary>The colours.</summary>
    public PlotTheme Theme { get; init; }

    /// <summary>Whether the title is drawn; where the page around says it already, it need not be.</summary>
    public bool ShowTitle { get; init; } = true;

    /// <summary>The height in pixels with everything.</summary>
    internal virtual double FullHeight => Height;

    /// <summary>Draws everything below the title.</summary>
    private protected abstract void DrawBody(SvgWriter svg, Area area);

    /// <summary>A description from the values.</summary>
    private protected abstract string Describe();

    /// <summary>What it shows, in sentences.</summary>
    internal string Summary => Description ?? Describe();

    /// <summary>The picture as a document that stands alone: with its own ground and style sheet.</summary>
    public string ToSvg() => Render(alone: true);

    /// <summary>The picture as a part of a page that carries <see cref="Palette.StyleSheet"/> and gives the ground.</summary>
    internal string ToFragment() => Render(alone: false);

    /// <summary>Draws title and body into a part of a picture.</summary>
    internal void Draw(SvgWriter svg, Area area)
    {
        if (!ShowTitle)
        {
            DrawBody(svg, area);
            return;
        }

        svg.StartGroup(Palette.Ink, ("font-weight", "600"));
        svg.Label(TextWidth.Fit(Title, TitleSize * 1.06, area.Width - 16), area.X + 8, area.Y + 19, size: TitleSize);
        svg.End();
        DrawBody(svg, area.Inset(0, TitleHeight, 0, 0));
    }

    private string Render(bool alone)
    {
        using var svg = new SvgWriter(Theme);
        var height = FullHeight;
        svg.Start(
            "svg",
            ("class", "plot"),
            ("role", "img"),
            ("aria-label", Title),
            ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {SvgAttribute.Number(height)}")),
            ("width", Width),
            ("height", height),
            ("font-family", Fonts));
        svg.TextElement("title", Title);
        svg.TextElement("desc", Summary);
        if (alone)
        {
            if (Theme == PlotTheme.Auto) svg.Style(Palette.StyleSheet);
            svg.StartGroup(Palette.Ground);
            svg.Element("rect", ("width", Width), ("height", height), ("fill", "currentColor"));
            svg.End();
        }

        Draw(svg, new Area(0, 0, Width, height));
        svg.End();
        return svg.ToString();
    }
}
