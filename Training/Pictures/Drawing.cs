using System.Globalization;
using System.Text;
using System.Xml;

namespace ActorTraining.Training.Pictures;

/// <summary>A drawing as a scalable vector graphic (SVG) that stands alone: shapes, texts and pixels. The same calls give the same bytes on every machine.</summary>
internal sealed class Drawing : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const string Fonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif";

    private readonly StringBuilder _text = new();
    private readonly XmlWriter _xml;

    /// <summary>Begins a drawing on its own ground.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="description">What it shows, in sentences, for those who cannot see it.</param>
    public Drawing(double width, double height, string title, string description)
    {
        _xml = XmlWriter.Create(_text, new XmlWriterSettings { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment, CheckCharacters = false });
        _xml.WriteStartElement("svg", Namespace);
        Attributes(("role", "img"), ("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("width", Number(width)), ("height", Number(height)), ("font-family", Fonts));
        Element("title", title);
        Element("desc", description);
        Element("style", Ink.StyleSheet);
        Rectangle(0, 0, width, height, Ink.Ground);
    }

    /// <summary>Draws a rectangle.</summary>
    /// <param name="x">Its left edge.</param>
    /// <param name="y">Its upper edge.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="fill">The colour inside; null for none.</param>
    /// <param name="stroke">The colour of its line; null for none.</param>
    /// <param name="radius">The radius of its corners.</param>
    public void Rectangle(double x, double y, double width, double height, Ink? fill, Ink? stroke = null, double radius = 0)
    {
        _xml.WriteStartElement("rect", Namespace);
        Attributes(("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)));
        if (radius > 0)
            Attributes(("rx", Number(radius)));
        Colors(fill, stroke);
        _xml.WriteEndElement();
    }

    /// <summary>Draws a rectangle in a fixed colour, the same on every ground.</summary>
    public void Cell(double x, double y, double width, double height, Rgb color)
    {
        _xml.WriteStartElement("rect", Namespace);
        Attributes(("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), ("fill", color.ToString()));
        _xml.WriteEndElement();
    }

    /// <summary>Draws a line along a path.</summary>
    /// <param name="path">The path, in the notation of SVG.</param>
    /// <param name="stroke">Its colour.</param>
    /// <param name="thickness">Its width in pixels.</param>
    public void Path(string path, Ink stroke, double thickness = 1.5)
    {
        _xml.WriteStartElement("path", Namespace);
        Attributes(("d", path), ("stroke-width", Number(thickness)), ("stroke-linecap", "round"));
        Colors(null, stroke);
        _xml.WriteEndElement();
    }

    /// <summary>Draws a filled outline.</summary>
    public void Fill(string path, Ink fill)
    {
        _xml.WriteStartElement("path", Namespace);
        Attributes(("d", path));
        Colors(fill, null);
        _xml.WriteEndElement();
    }

    /// <summary>Writes a text on one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="size">The size of the font in pixels.</param>
    /// <param name="ink">Its colour.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="bold">Whether it is bold.</param>
    public void Text(string text, double x, double y, double size, Ink ink, string anchor = "start", bool bold = false)
    {
        StartText(x, y, size, anchor, bold);
        Colors(ink, null);
        _xml.WriteString(Clean(text));
        _xml.WriteEndElement();
    }

    /// <summary>Writes a text that runs upwards.</summary>
    public void Turned(string text, double x, double y, double size, Ink ink)
    {
        StartText(x, y, size, "start", bold: false);
        Attributes(("transform", $"rotate(-90 {Number(x)} {Number(y)})"));
        Colors(ink, null);
        _xml.WriteString(Clean(text));
        _xml.WriteEndElement();
    }

    /// <summary>Writes a text on a fixed colour.</summary>
    public void TextOn(Rgb ground, string text, double x, double y, double size, string anchor = "middle")
    {
        StartText(x, y, size, anchor, bold: false);
        Attributes(("fill", ground.IsDark ? "#ffffff" : "#1f2730"));
        _xml.WriteString(Clean(text));
        _xml.WriteEndElement();
    }

    /// <summary>Draws pixels; enlarged, each becomes a sharp square.</summary>
    /// <param name="png">The image as PNG.</param>
    /// <param name="x">Its left edge.</param>
    /// <param name="y">Its upper edge.</param>
    /// <param name="width">Its width in the drawing.</param>
    /// <param name="height">Its height in the drawing.</param>
    /// <param name="smooth">Whether it is scaled smoothly, as fits a photograph that is made smaller.</param>
    public void Pixels(ReadOnlySpan<byte> png, double x, double y, double width, double height, bool smooth = false)
    {
        _xml.WriteStartElement("image", Namespace);
        Attributes(
            ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), ("preserveAspectRatio", "none"),
            ("href", "data:image/png;base64," + Convert.ToBase64String(png)));
        if (!smooth)
            Attributes(("style", "image-rendering:pixelated"));
        _xml.WriteEndElement();
    }

    /// <summary>Ends the drawing.</summary>
    /// <returns>The document.</returns>
    public string ToSvg()
    {
        _xml.WriteEndElement();
        _xml.Flush();
        return _text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    /// <summary>A coordinate with at most two decimals.</summary>
    public static string Number(double value)
    {
        string text = Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private void StartText(double x, double y, double size, string anchor, bool bold)
    {
        _xml.WriteStartElement("text", Namespace);
        Attributes(("x", Number(x)), ("y", Number(y)), ("font-size", Number(size)), ("text-anchor", anchor));
        if (bold)
            Attributes(("font-weight", "600"));
    }

    private void Colors(Ink? fill, Ink? stroke)
    {
        Attributes(("fill", fill?.Light ?? "none"));
        if (stroke is not null)
            Attributes(("stroke", stroke.Light));
        string[] classes = [.. new[] { fill is null ? null : "f-" + fill.Name, stroke is null ? null : "s-" + stroke.Name }.OfType<string>()];
        Attributes(("class", string.Join(' ', classes)));
    }

    private void Element(string name, string text)
    {
        _xml.WriteStartElement(name, Namespace);
        _xml.WriteString(Clean(text));
        _xml.WriteEndElement();
    }

    private void Attributes(params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach ((string name, string value) in attributes)
            _xml.WriteAttributeString(name, Clean(value));
    }

    /// <summary>Texts come from users and files: what XML cannot hold becomes a replacement character.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            clean.Append(rune.Value is '\t' or '\n' or >= 0x20 and not (0xFFFE or 0xFFFF) ? rune.ToString() : "\uFFFD");
        return clean.ToString();
    }
}
