using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>A chart with its title as text, drawn twice: a phone gets one drawn for its width, since a picture made smaller has letters too small to read.</summary>
internal static class ChartFigure
{
    private const int Narrow = 350;

    /// <summary>Writes the figure.</summary>
    /// <param name="html">The page.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="width">Its width on a large screen.</param>
    /// <param name="height">Its height there.</param>
    /// <param name="narrowHeight">Its height on a phone.</param>
    /// <param name="notes">What stands behind the title.</param>
    public static void Write(HtmlWriter html, Chart chart, int width, int height, int narrowHeight, params IEnumerable<string> notes)
    {
        html.Start("figure").Start("figcaption").Element("strong", chart.Title);
        foreach (var note in notes) html.Element("span", $" · {note}", ("class", "muted"));
        html.End();
        html.Start("div", ("class", "wide")).Markup((chart with { ShowTitle = false, Width = width, Height = height }).ToFragment()).End();
        html.Start("div", ("class", "narrow")).Markup((chart with { ShowTitle = false, Width = Narrow, Height = narrowHeight }).ToFragment()).End();
        html.End();
    }
}
