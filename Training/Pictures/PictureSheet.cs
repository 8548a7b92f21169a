using ActorTraining.Training.Images;
using ActorTraining.Training.Images.Png;

namespace ActorTraining.Training.Pictures;

/// <summary>Draws groups of small pictures, enlarged without blur, with headings, captions and colour scales.</summary>
internal static class PictureSheet
{
    private const double Margin = 24, Head = 70, Gap = 14, TitleHeight = 34, CaptionHeight = 20, MostWidth = 960, BarWidth = 160;

    /// <summary>Draws a sheet.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="subtitle">How to read it; empty for nothing.</param>
    /// <param name="groups">The groups, from top to bottom.</param>
    /// <returns>The drawing as SVG, with the pixels inside.</returns>
    public static string Draw(string title, string subtitle, IReadOnlyList<PanelGroup> groups)
    {
        double inner = Math.Max(Math.Max(FigureText.Width(title, 17), FigureText.Width(subtitle, 13)), groups.Max(WidthOf));
        double head = subtitle.Length == 0 ? Head - 20 : Head;
        using var drawing = new Drawing(inner + 2 * Margin, head + groups.Sum(HeightOf) + Margin, title, Describe(subtitle, groups));
        drawing.Text(title, Margin, 34, 17, Ink.Text, bold: true);
        drawing.Text(subtitle, Margin, 56, 13, Ink.Muted);
        double y = head;
        foreach (PanelGroup group in groups)
        {
            Group(drawing, group, y, inner);
            y += HeightOf(group);
        }

        return drawing.ToSvg();
    }

    private static void Group(Drawing drawing, PanelGroup group, double y, double inner)
    {
        drawing.Text(group.Title, Margin, y + 20, 14, Ink.Text, bold: true);
        if (group.Limit is { } limit)
            Bar(drawing, limit, Margin + inner - BarWidth, y + 10);
        y += group.Title.Length == 0 && group.Limit is null ? 0 : TitleHeight;
        int columns = ColumnsOf(group);
        for (int i = 0; i < group.Panels.Count; i++)
        {
            Panel panel = group.Panels[i];
            (double width, double height) = SizeOf(panel, group.Size);
            double x = Margin + i % columns * (CellOf(group) + Gap), top = y + i / columns * RowOf(group);
            // A photograph that is made smaller is smoothed; numbers and whatever is enlarged keep their pixels.
            drawing.Pixels(PngEncoder.Encode(panel.Image), x, top, width, height, smooth: group.Limit is null && panel.Image.Width > width);
            drawing.Rectangle(x, top, width, height, null, Ink.Rule);
            drawing.Text(FigureText.Fit(panel.Caption, (int)(CellOf(group) / 6.4)), x, top + height + 15, 12, Ink.Muted);
        }
    }

    private static void Bar(Drawing drawing, float limit, double x, double y)
    {
        string text = FigureText.Of(limit, 3);
        drawing.Pixels(PngEncoder.Encode(HeatMap.Strip(128)), x, y, BarWidth, 10, smooth: true);
        drawing.Rectangle(x, y, BarWidth, 10, null, Ink.Rule);
        drawing.Text("−" + text, x - 6, y + 9, 12, Ink.Muted, "end");
        drawing.Text("0", x + BarWidth / 2, y + 23, 12, Ink.Muted, "middle");
        drawing.Text(text, x + BarWidth, y + 23, 12, Ink.Muted, "end");
    }

    private static (double Width, double Height) SizeOf(Panel panel, double size)
    {
        double longer = Math.Max(panel.Image.Width, panel.Image.Height);
        return (size * panel.Image.Width / longer, size * panel.Image.Height / longer);
    }

    private static double CellOf(PanelGroup group) => group.Panels.Max(panel => SizeOf(panel, group.Size).Width);

    private static int ColumnsOf(PanelGroup group) =>
        Math.Clamp((int)((MostWidth + Gap) / (CellOf(group) + Gap)), 1, Math.Max(1, Math.Min(group.Columns, group.Panels.Count)));

    private static double RowOf(PanelGroup group) =>
        group.Panels.Max(panel => SizeOf(panel, group.Size).Height) + Gap + (group.Panels.Any(panel => panel.Caption.Length > 0) ? CaptionHeight : 0);

    private static double WidthOf(PanelGroup group) => Math.Max(
        ColumnsOf(group) * (CellOf(group) + Gap) - Gap,
        FigureText.Width(group.Title, 14) + (group.Limit is null ? 0 : BarWidth + 80));

    private static double HeightOf(PanelGroup group) =>
        (group.Title.Length == 0 && group.Limit is null ? 0 : TitleHeight) + (group.Panels.Count + ColumnsOf(group) - 1) / ColumnsOf(group) * RowOf(group) + 8;

    private static string Describe(string subtitle, IReadOnlyList<PanelGroup> groups) =>
        string.Join(". ", groups.Select(group => $"{group.Title}: {string.Join(", ", group.Panels.Where(panel => panel.Caption.Length > 0).Select(panel => panel.Caption))}").Prepend(subtitle)) + ".";
}
