using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>The report as one page: opens from disk, needs no script and no other file but the pictures that trials left, light and dark, on paper and on a phone.</summary>
internal static class ReportPage
{
    // A page of results has no business loading or running anything but the pictures beside it; this holds even if a text slipped through unescaped.
    private const string Policy = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /// <summary>Writes the page.</summary>
    public static byte[] Write(ReportData data, Comparison comparison, IReadOnlyList<string> files)
    {
        using var html = new HtmlWriter();
        html.Start("html", ("lang", "en"));
        Head(html, data);
        html.Start("body").Start("main");
        Header(html, data, comparison);
        BestCard.Write(html, data);
        ResultTable.Write(html, data);
        AnalysisSection.Write(html, data);
        FrontSection.Write(html, data);
        ParameterSection.Write(html, data);
        CurveSection.Write(html, data);
        PictureSection.Write(html, data);
        Discussion(html, comparison);
        DetailsSection.Write(html, data, files);
        html.End().End().End();
        return html.ToBytes();
    }

    private static void Head(HtmlWriter html, ReportData data) => html
        .Start("head")
        .Start("meta", ("charset", "utf-8")).End()
        .Start("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).End()
        .Start("meta", ("name", "color-scheme"), ("content", "light dark")).End()
        .Start("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy)).End()
        .Element("title", $"{data.Experiment.Spec.Name} · ActorTraining")
        .Start("style").Markup(PageStyle.Sheet).Markup(Palette.StyleSheet).End()
        .End();

    private static void Header(HtmlWriter html, ReportData data, Comparison comparison)
    {
        var state = data.Experiment.State;
        html.Start("header")
            .Start("p", ("class", "kicker"))
            .Element("span", state.ToString(), ("class", $"badge {state.ToString().ToLowerInvariant()}"))
            .Element("span", $"Experiment {data.Experiment.Id}")
            .End()
            .Element("h1", data.Experiment.Spec.Name)
            .Element("p", comparison.Verdict, ("class", "verdict"));
        if (data.Experiment.Spec.Description is { Length: > 0 } description) html.Element("p", description, ("class", "description"));
        html.End();
    }

    private static void Discussion(HtmlWriter html, Comparison comparison)
    {
        if (comparison.Sections.Count == 0) return;
        html.Start("section", ("class", "discussion")).Element("h2", "What the numbers say");
        html.Start("div", ("class", "columns"));
        foreach (var section in comparison.Sections)
        {
            html.Start("div", ("class", "topic")).Element("h3", section.Title);
            if (section.Sentences.Count == 1) html.Element("p", section.Sentences[0]);
            else
            {
                html.Start("ul");
                foreach (var sentence in section.Sentences) html.Element("li", sentence);
                html.End();
            }

            html.End();
        }

        html.End().End();
    }
}
