using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>The curves of every metric, and training against held-out data.</summary>
internal static class CurveSection
{
    private const int Wide = 580;
    private const int Small = 380;
    private const int Narrow = 350;

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

    /// <summary>Writes a chart twice: a phone gets one drawn for its width, since a picture made smaller has letters too small to read.</summary>
    private static void Figure(HtmlWriter html, LineChart chart, string? note, int width)
    {
        html.Start("figure").Start("figcaption").Element("strong", chart.Title);
        if (chart.Y.Scale == AxisScale.Log) html.Element("span", " · log scale", ("class", "muted"));
        if (note is not null) html.Element("span", $" · {note}", ("class", "muted"));
        html.End();
        html.Start("div", ("class", "wide")).Markup((chart with { ShowTitle = false, Width = width, Height = Math.Min(chart.Height, 330) }).ToFragment()).End();
        html.Start("div", ("class", "narrow")).Markup((chart with { ShowTitle = false, Width = Narrow, Height = 260 }).ToFragment()).End();
        html.End();
    }
}
