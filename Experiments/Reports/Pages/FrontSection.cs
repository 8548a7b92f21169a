using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>The objective against the size of what was trained, as a picture.</summary>
internal static class FrontSection
{
    /// <summary>Writes the section; nothing where there is no such picture.</summary>
    public static void Write(HtmlWriter html, ReportData data)
    {
        if (FrontCharts.Of(data) is not { } chart) return;
        html.Start("section", ("class", "front")).Element("h2", "What size buys");
        ChartFigure.Write(html, chart, 1040, 360, 280);
        html.End();
    }
}
