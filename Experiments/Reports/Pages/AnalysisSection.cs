using System.Globalization;
using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Analysis.Early;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>Which parameters the objective depends on, and how early trials can be told apart, in tables and pictures; the sentences are in the discussion.</summary>
internal static class AnalysisSection
{
    /// <summary>Writes the section; nothing where there is too little to say.</summary>
    public static void Write(HtmlWriter html, ReportData data)
    {
        var (importance, early) = (data.Analysis.Importance, data.Analysis.Early);
        if (importance is null && early.Count == 0) return;
        html.Start("section", ("class", "analysis")).Element("h2", "What matters");
        if (importance is not null) Importance(html, data, importance);
        if (early.Count > 0) Early(html, early);
        html.End();
    }

    private static void Importance(HtmlWriter html, ReportData data, ImportanceReport importance)
    {
        Table(html, "Importance of parameters", ["Parameter", $"Share of the explained variance of {data.ObjectiveMetric.Display}", "± among the trees", "Trials", "Best"], importance.Parameters.Select(parameter => (string[])
        [
            parameter.Path, NumberText.Share(parameter.Share), NumberText.Share(parameter.Deviation), NumberText.Whole(parameter.Trials), AnalysisText.Region(parameter),
        ]));
        html.Element("p", $"From {NumberText.Count(importance.Trials, "trial")}{(importance.Sampled ? ", drawn evenly from all" : "")}; a random forest predicts {NumberText.Share(Math.Max(0, importance.Explained))} of the variance among trials that it did not see.", ("class", "note"));
        if (AnalysisCharts.Effects(data) is { Count: > 0 } effects)
        {
            html.Element("h3", AnalysisCharts.EffectsTitle(data)).Start("div", ("class", "charts small"));
            foreach (var effect in effects) ChartFigure.Write(html, effect, 380, effect.Height, effect.Height);
            html.End();
        }

        if (AnalysisCharts.Pair(data) is not { } pair) return;
        html.Start("div", ("class", "charts"));
        ChartFigure.Write(html, pair, 720, pair.Height, pair.Height);
        html.End();
    }

    private static void Early(HtmlWriter html, IReadOnlyList<EarlySignal> early)
    {
        html.Element("h3", "How early trials can be told apart");
        Table(html, "How early trials can be told apart", ["After", "Rank correlation with the final values", "Best quarter kept"], early.Select(signal => (string[])
        [
            $"{NumberText.Share(signal.Fraction)} of a trial", signal.Correlation.ToString("0.00", CultureInfo.InvariantCulture), NumberText.Share(signal.Kept),
        ]));
        html.Element("p", $"Spearman's rank correlation over {NumberText.Count(early[0].Trials, "completed trial")}; kept is the share of the best quarter that stopping the worse half there would have left.", ("class", "note"));
    }

    private static void Table(HtmlWriter html, string label, string[] titles, IEnumerable<string[]> rows)
    {
        html.Start("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", label)).Start("table").Start("thead").Start("tr");
        foreach (var (place, title) in titles.Index()) html.Element("th", title, ("scope", "col"), ("class", place == 0 ? null : "number"));
        html.End().End().Start("tbody");
        foreach (var row in rows)
        {
            html.Start("tr").Element("th", row[0], ("scope", "row"));
            foreach (var (title, cell) in titles.Zip(row).Skip(1)) html.Element("td", cell, ("data-label", title), ("class", "number"));
            html.End();
        }

        html.End().End().End();
    }
}
