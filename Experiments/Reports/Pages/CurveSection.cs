using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>The curves of every metric, and training against held-out data.</summary>
internal static class CurveSection
{
    private const int Wide = 580;
    private const int Small = 380;

    /// <summary>Writes the section; nothing where no trial has two values of a metric: a single one is in the table, and no curve.</summary>
    public static void Write(HtmlWriter html, ReportData data)
    {
        var metrics = data.Metrics.Where(m => data.Trials.Any(t => t.Series.TryGetValue(m.Name, out var s) && s.Values.Count > 1)).ToList();
        if (metrics.Count == 0) return;
        html.Start("section", ("class", "curves")).Element("h2", "Curves").Start("div", ("class", "charts"));
        foreach (var metric in metrics) Figure(html, CurveCharts.Of(data, metric), metric.Summary, Wide);
        html.End();
        if (CurveCharts.TrainAgainstHeldOut(data) is { } grid)
        {
            var left = CurveCharts.WithBothLosses(data).Count() - grid.Panels.Count;
            html.Element("h3", grid.Title);
            if (left > 0) html.Element("p", $"The best {NumberText.Count(grid.Panels.Count, "trial")}; {NumberText.Whole(left)} more in metrics.csv.", ("class", "note"));
            html.Start("div", ("class", "charts small"));
            foreach (var panel in grid.Panels) Figure(html, (LineChart)panel, null, Small);
            html.End();
        }

        html.End();
    }

    private static void Figure(HtmlWriter html, LineChart chart, string? note, int width)
    {
        List<string> notes = [];
        if (chart.Y.Scale == AxisScale.Log) notes.Add("log scale");
        if (note is not null) notes.Add(note);
        ChartFigure.Write(html, chart, width, Math.Min(chart.Height, 330), 260, notes);
    }
}
