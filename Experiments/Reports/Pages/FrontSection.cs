using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>What one gain costs of another, as pictures: several objectives against each other, and the objective against the size of what was trained.</summary>
internal static class FrontSection
{
    /// <summary>Writes the sections; nothing where there are no such pictures.</summary>
    public static void Write(HtmlWriter html, ReportData data)
    {
        Objectives(html, data);
        if (FrontCharts.Of(data) is not { } chart) return;
        html.Start("section", ("class", "front")).Element("h2", "What size buys");
        ChartFigure.Write(html, chart, 1040, 360, 280);
        html.End();
    }

    private static void Objectives(HtmlWriter html, ReportData data)
    {
        if (data.Analysis.Front is null) return;
        html.Start("section", ("class", "objectives")).Element("h2", "The objectives against each other").Start("div", ("class", "charts"));
        for (var place = 0; place < data.Experiment.Spec.FurtherObjectives.Count; place++)
        {
            if (AnalysisCharts.Objectives(data, place) is { } chart) ChartFigure.Write(html, chart, 580, 330, 260);
        }

        if (AnalysisCharts.Growth(data) is { } growth) ChartFigure.Write(html, growth, 580, 330, 260);
        html.End().End();
    }
}
