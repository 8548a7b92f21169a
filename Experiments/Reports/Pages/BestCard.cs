using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>The best trial at a glance: its result, what it was, its files.</summary>
internal static class BestCard
{
    private const int MostFacts = 8;

    /// <summary>Writes the card; nothing where no trial has a result.</summary>
    public static void Write(HtmlWriter html, ReportData data)
    {
        if (data.Best is not { Objective: { } value } best) return;
        html.Start("section", ("class", "best"), ("aria-label", "Best trial"));
        html.Start("div", ("class", "result"))
            .Element("p", data.Trials.Count == 1 ? "Result" : data.HasEnded ? "Best trial" : "Best trial so far", ("class", "eyebrow"))
            .Element("p", data.ObjectiveMetric.Format(value), ("class", "figure"))
            .Element("p", $"{data.ObjectiveMetric.Display}{At(data, best)}")
            .Element("p", best.FullName, ("class", "name"))
            .End();
        html.Start("dl");
        foreach (var (name, text) in Facts(data, best).Take(MostFacts)) html.Start("div").Element("dt", name).Element("dd", text).End();
        html.End();
        Files(html, data, best);
        html.End();
    }

    private static string At(ReportData data, ReportTrial best) =>
        best.ObjectiveStep(data.Objective) is { } step ? $" at {data.Unit} {NumberText.Whole(step)}" : "";

    private static IEnumerable<(string Name, string Text)> Facts(ReportData data, ReportTrial best)
    {
        foreach (var metric in data.Metrics.Where(m => m != data.ObjectiveMetric))
        {
            if (best.Last(metric.Name) is { } last) yield return (Phrase.Sentence(metric.Display), metric.Format(last));
        }

        if (best.Judgement.Verdict != CurveVerdict.Unknown) yield return ("Curve", ConvergenceText.Word(best.Judgement.Verdict));
        if (best.Info.Seconds > 0) yield return ("Computed for", NumberText.Duration(best.Info.Seconds));
    }

    private static void Files(HtmlWriter html, ReportData data, ReportTrial best)
    {
        var files = data.Artifacts.Where(a => a.Trial == best.Info.Number).ToList();
        if (files.Count == 0) return;
        html.Start("div", ("class", "files")).Element("p", "Files", ("class", "eyebrow")).Start("ul");
        foreach (var file in files)
        {
            html.Start("li").Element("a", file.Name, ("href", ReportBuilder.LinkTo(ReportBuilder.PathOf(file))))
                .Element("span", $" {NumberText.Size(file.Size)}", ("class", "muted")).End();
        }

        html.End().End();
    }
}
