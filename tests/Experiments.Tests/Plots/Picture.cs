using System.Globalization;
using System.Xml.Linq;
using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Tests.Plots;

/// <summary>A drawn picture, read back as the XML that it is.</summary>
internal sealed class Picture
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public Picture(Chart chart) : this(chart.ToSvg()) { }

    public Picture(string svg) => Root = XDocument.Parse(svg).Root!;

    public XElement Root { get; }

    public double Width => Number(Root, "width");

    public double Height => Number(Root, "height");

    public IEnumerable<XElement> All(string element) => Root.Descendants(Svg + element);

    public IEnumerable<XElement> OfClass(string name) => Root.Descendants().Where(e => (string?)e.Attribute("class") == name);

    public IEnumerable<string> Texts => All("text").Select(t => t.Value);

    public XElement Series(string name) => All("g").Single(g => (string?)g.Attribute("data-series") == name);

    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Lines(string series) => [.. Series(series).Elements(Svg + "polyline").Select(Points)];

    public XElement Text(string text) => All("text").Single(t => t.Value == text);

    /// <summary>Where the label of a value on the vertical axis says that the value is.</summary>
    public double HeightOf(double value) => Number(
        All("text").Single(t => (string?)t.Attribute("text-anchor") == "end" && Parse(t.Value.Replace('−', '-').Replace(",", "", StringComparison.Ordinal)) == value), "y") - 4;

    public static IReadOnlyList<(double X, double Y)> Points(XElement polyline) =>
    [
        .. ((string)polyline.Attribute("points")!).Split(' ').Select(p => p.Split(',')).Select(p => (Parse(p[0]), Parse(p[1]))),
    ];

    public static double Number(XElement element, string attribute) => Parse((string)element.Attribute(attribute)!);

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
