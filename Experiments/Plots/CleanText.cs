using System.Text;
using System.Xml;

namespace ActorTraining.Experiments.Plots;

/// <summary>Makes any text fit for an XML document.</summary>
internal static class CleanText
{
    /// <summary>The text with line ends as <c>\n</c> and a replacement character for each that XML cannot carry, such as the control characters of a terminal.</summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], c)) clean.Append(c).Append(text[++i]);
            else if (c == '\r') clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            else clean.Append(XmlConvert.IsXmlChar(c) ? c : '\uFFFD');
        }

        return clean.ToString();
    }
}
