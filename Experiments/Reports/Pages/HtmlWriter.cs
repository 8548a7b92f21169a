using System.Text;
using System.Xml;
using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>Writes a page that is both HTML and well-formed XML. Whatever is given as text or as an attribute stays text.</summary>
internal sealed class HtmlWriter : IDisposable
{
    private static readonly HashSet<string> Void = ["meta", "br", "hr", "img", "link"];

    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();
    private readonly XmlWriter _xml;

    /// <summary>Creates a writer of an empty page.</summary>
    public HtmlWriter() => _xml = XmlWriter.Create(_text, new XmlWriterSettings
    {
        OmitXmlDeclaration = true,
        ConformanceLevel = ConformanceLevel.Fragment,
        NewLineHandling = NewLineHandling.None,
    });

    /// <summary>Begins an element.</summary>
    public HtmlWriter Start(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _open.Push(element);
        _xml.WriteStartElement(element);
        foreach (var (name, value) in attributes)
        {
            if (value is not null) _xml.WriteAttributeString(name, CleanText.Of(value));
        }

        return this;
    }

    /// <summary>Ends the element begun last.</summary>
    public HtmlWriter End()
    {
        // An empty element other than HTML's void ones needs its end tag: a browser takes <td/> for <td>.
        if (Void.Contains(_open.Pop())) _xml.WriteEndElement();
        else _xml.WriteFullEndElement();
        return this;
    }

    /// <summary>Writes a text.</summary>
    public HtmlWriter Text(string text)
    {
        _xml.WriteString(CleanText.Of(text));
        return this;
    }

    /// <summary>Writes an element that contains a text.</summary>
    public HtmlWriter Element(string element, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Start(element, attributes).Text(text).End();

    /// <summary>Writes mark-up as it is: a picture or a style sheet of this project, never anything from outside.</summary>
    public HtmlWriter Markup(string markup)
    {
        _xml.WriteRaw(markup);
        return this;
    }

    /// <summary>The page in UTF-8.</summary>
    public byte[] ToBytes()
    {
        _xml.Flush();
        return Encoding.UTF8.GetBytes($"<!DOCTYPE html>\n{_text}\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();
}
