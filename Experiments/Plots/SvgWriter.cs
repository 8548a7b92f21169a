using System.Text;
using System.Xml;

namespace ActorTraining.Experiments.Plots;

/// <summary>Writes the elements of one picture.</summary>
internal sealed class SvgWriter : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private readonly PlotTheme _theme;
    private readonly StringBuilder _text = new();
    private readonly XmlWriter _xml;

    /// <summary>Creates a writer of an empty picture.</summary>
    public SvgWriter(PlotTheme theme)
    {
        _theme = theme;
        _xml = XmlWriter.Create(_text, new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            ConformanceLevel = ConformanceLevel.Fragment,
            NewLineHandling = NewLineHandling.Entitize,
        });
    }

    /// <summary>Begins an element.</summary>
    public void Start(string element, params ReadOnlySpan<SvgAttribute> attributes)
    {
        _xml.WriteStartElement(element, Namespace);
        foreach (var (name, value) in attributes) _xml.WriteAttributeString(name, CleanText.Of(value));
    }

    /// <summary>Begins a group whose <c>currentColor</c> is <paramref name="color"/> in the picture's theme.</summary>
    /// <remarks>The colour stands on the group itself, for viewers without style sheets; the sheet's rule for the class wins over it elsewhere.</remarks>
    public void StartGroup(ThemeColor color, params ReadOnlySpan<SvgAttribute> attributes)
    {
        Start("g", attributes);
        if (_theme == PlotTheme.Auto) _xml.WriteAttributeString("class", color.Class);
        _xml.WriteAttributeString("color", _theme == PlotTheme.Dark ? color.Dark : color.Light);
    }

    /// <summary>Ends the element begun last.</summary>
    public void End() => _xml.WriteEndElement();

    /// <summary>Writes an element without content.</summary>
    public void Element(string element, params ReadOnlySpan<SvgAttribute> attributes)
    {
        Start(element, attributes);
        End();
    }

    /// <summary>Writes an element that contains a text.</summary>
    public void TextElement(string element, string text, params ReadOnlySpan<SvgAttribute> attributes)
    {
        Start(element, attributes);
        _xml.WriteString(CleanText.Of(text));
        End();
    }

    /// <summary>Writes a text in the colour of the group.</summary>
    public void Label(string text, double x, double y, string anchor = "start", double size = Chart.FontSize) =>
        TextElement("text", text, ("x", x), ("y", y), ("text-anchor", anchor), ("font-size", size), ("fill", "currentColor"));

    /// <summary>Writes a style sheet.</summary>
    public void Style(string sheet)
    {
        Start("style");
        _xml.WriteRaw(sheet);
        End();
    }

    /// <summary>The picture so far.</summary>
    public override string ToString()
    {
        _xml.Flush();
        return _text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();
}
