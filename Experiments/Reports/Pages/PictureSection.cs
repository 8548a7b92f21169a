using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>The pictures that trials left, trial by trial; a browser loads each when it comes into view, and opens it alone when it is clicked.</summary>
internal static class PictureSection
{
    private const int MostTrials = 50;
    private const string Drawing = "image/svg+xml";

    // What every browser shows. A picture of another kind stays a link in the list of files.
    private static readonly HashSet<string> Shown = [Drawing, "image/png", "image/jpeg", "image/gif", "image/webp"];

    /// <summary>Writes the section; nothing where no trial left a picture.</summary>
    public static void Write(HtmlWriter html, ReportData data)
    {
        var pictures = data.Artifacts.Where(a => Shown.Contains(a.MediaType)).ToLookup(a => a.Trial);
        var trials = data.BestFirst.Where(t => pictures.Contains(t.Info.Number)).ToList();
        if (trials.Count == 0) return;
        html.Start("section", ("class", "pictures")).Element("h2", "Pictures");
        foreach (var trial in trials.Take(MostTrials))
        {
            if (data.Trials.Count > 1) html.Element("h3", Phrase.Subject(trial.FullName));
            html.Start("div", ("class", "gallery"));
            foreach (var picture in pictures[trial.Info.Number].OrderBy(p => p.Name, StringComparer.Ordinal)) Figure(html, trial, picture);
            html.End();
        }

        if (trials.Count > MostTrials) html.Element("p", $"The best {NumberText.Count(MostTrials, "trial")}; the pictures of {NumberText.Whole(trials.Count - MostTrials)} more are among the files.", ("class", "note"));
        html.End();
    }

    private static void Figure(HtmlWriter html, ReportTrial trial, ArtifactInfo picture)
    {
        var link = ReportBuilder.LinkTo(ReportBuilder.PathOf(picture));
        html.Start("figure", ("class", picture.MediaType == Drawing ? "drawing" : null))
            .Element("figcaption", picture.Name, ("class", "muted"))
            .Start("a", ("href", link))
            .Start("img", ("src", link), ("alt", $"{picture.Name} of {trial.FullName}"), ("loading", "lazy")).End()
            .End().End();
    }
}
