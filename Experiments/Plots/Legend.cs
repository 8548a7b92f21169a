namespace ActorTraining.Experiments.Plots;

/// <summary>The key above a plot. Entries flow into as many rows as they need; an entry wider than a row is shortened, with its whole text as a tooltip.</summary>
internal sealed class Legend
{
    private const double RowHeight = 19;
    private const double SymbolWidth = 28;
    private const double Gap = 18;

    private readonly List<(Item Item, string Text, double X, int Row)> _places = [];
    private readonly int _rows;

    /// <summary>Arranges entries.</summary>
    /// <param name="items">The entries, in order.</param>
    /// <param name="width">The pixels there are for a row.</param>
    /// <param name="from">The pixels of the first row that something else takes.</param>
    public Legend(IReadOnlyList<Item> items, double width, double from = 0)
    {
        double x = from;
        foreach (var item in items)
        {
            var text = TextWidth.Fit(item.Text, Chart.FontSize, width - SymbolWidth);
            var needed = SymbolWidth + TextWidth.Of(text, Chart.FontSize);
            if (x > 0 && x + needed > width)
            {
                _rows++;
                x = 0;
            }

            _places.Add((item, text, x, _rows));
            x += needed + Gap;
        }

        if (items.Count > 0 || from > 0) _rows++;
    }

    /// <summary>One entry.</summary>
    /// <param name="Text">What it says.</param>
    /// <param name="Look">The look of the series; null for the cross of series that ended badly.</param>
    public sealed record Item(string Text, SeriesLook? Look);

    /// <summary>The height in pixels; 0 without entries.</summary>
    public double Height => _rows == 0 ? 0 : _rows * RowHeight + 6;

    /// <summary>Draws the entries.</summary>
    public void Draw(SvgWriter svg, double left, double top)
    {
        foreach (var (item, text, x, row) in _places)
        {
            double from = left + x, middle = top + row * RowHeight + RowHeight / 2;
            svg.Start("g", ("class", "entry"));
            if (text != item.Text) svg.TextElement("title", item.Text);
            Symbol(svg, item.Look, from, middle);
            svg.StartGroup(Palette.Muted);
            svg.Label(text, from + SymbolWidth, middle + 4);
            svg.End();
            svg.End();
        }
    }

    /// <summary>A picture of the symbol alone, to stand beside a name in a page that carries <see cref="Palette.StyleSheet"/>.</summary>
    public static string Swatch(SeriesLook look)
    {
        using var svg = new SvgWriter(PlotTheme.Auto);
        svg.Start("svg", ("class", "plot"), ("viewBox", "0 0 22 12"), ("width", 22), ("height", 12), ("aria-hidden", "true"));
        Symbol(svg, look, 0, 6);
        svg.End();
        return svg.ToString();
    }

    /// <summary>Draws a short line with the marker of a series, 22 pixels wide.</summary>
    public static void Symbol(SvgWriter svg, SeriesLook? look, double x, double y)
    {
        if (look is not { } known)
        {
            svg.StartGroup(Palette.Muted);
            Marker.Cross(svg, x + 11, y);
            svg.End();
            return;
        }

        svg.StartGroup(known.Color);
        svg.Element("path", ("d", $"M{SvgAttribute.Number(x)} {SvgAttribute.Number(y)}h22"), ("stroke", "currentColor"), ("stroke-width", 2), ("stroke-dasharray", known.Dash ?? "none"));
        svg.Element("path", ("d", Marker.Outline(known.Shape, x + 11, y)), ("fill", "currentColor"));
        svg.End();
    }
}
