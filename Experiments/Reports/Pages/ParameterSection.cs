using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>What the varied parameters do to the objective, as a picture; repeated trials also as a table.</summary>
internal static class ParameterSection
{
    /// <summary>Writes the section; nothing where there is no such picture.</summary>
    public static void Write(HtmlWriter html, ReportData data)
    {
        if (ParameterCharts.Of(data) is not { } chart) return;
        html.Start("section", ("class", "parameters")).Element("h2", "The effect of what was varied");
        ChartFigure.Write(html, chart, 720, 330, 260);
        if (data.Varied is [var path] && ParameterCharts.Points(data, path) is { } points && points.Any(p => p.Result.Count > 1)) Table(html, data, path, points);
        html.End();
    }

    private static void Table(HtmlWriter html, ReportData data, string path, IReadOnlyList<(double Value, Repetition Result)> points)
    {
        var metric = data.ObjectiveMetric;
        string[] titles = ["Trials", $"Mean {metric.Display}", "Standard deviation"];
        html.Start("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Repetitions")).Start("table").Start("thead").Start("tr");
        html.Element("th", data.Names.Choice(path), ("scope", "col"));
        foreach (var title in titles) html.Element("th", title, ("scope", "col"), ("class", "number"));
        html.End().End().Start("tbody");
        foreach (var (value, result) in points)
        {
            string[] cells = [NumberText.Whole(result.Count), metric.Format(result.Mean), result.Count > 1 ? metric.FormatDifference(result.Deviation) : "–"];
            html.Start("tr").Element("th", NumberText.Plain(value), ("scope", "row"));
            foreach (var (title, cell) in titles.Zip(cells)) html.Element("td", cell, ("data-label", title), ("class", "number"));
            html.End();
        }

        html.End().End().End();
    }
}
