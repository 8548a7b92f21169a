using System.Globalization;
using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>How the results came about, and how to get them again.</summary>
internal static class DetailsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportData data, IReadOnlyList<string> files)
    {
        html.Start("section", ("class", "details")).Element("h2", "Details").Start("dl");
        foreach (var (name, value) in Facts(data)) html.Start("div").Element("dt", name).Element("dd", value).End();
        html.End();
        if (data.Context.Command is { } command)
        {
            html.Element("h3", "Again").Element("p", "In the folder of this report:").Start("pre").Element("code", command).End();
        }

        if ((data.Experiment.Spec.Source ?? data.Context.SpecText) is { } spec)
        {
            html.Element("h3", "Specification").Start("pre", ("class", "spec")).Element("code", spec.TrimEnd()).End();
        }

        Files(html, data, files);
        html.Element("p", $"Written by ActorTraining on {Time(data.Context.Written)}.", ("class", "note")).End();
    }

    private static IEnumerable<(string Name, string Value)> Facts(ReportData data)
    {
        var experiment = data.Experiment;
        yield return ("Job", experiment.Spec.Job);
        var (direction, value) = (data.Objective.Direction.ToString().ToLowerInvariant(), data.Objective.Value.ToString().ToLowerInvariant());
        yield return ("Objective", $"{data.ObjectiveMetric.Display}, {direction}d, {value} value");
        yield return ("Search", $"{experiment.Spec.Search.Algorithm}, {NumberText.Count(data.Trials.Count, "trial")}");
        yield return ("Seed", experiment.Spec.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("Submitted", Time(experiment.Created));
        if (experiment.Ended is { } ended)
        {
            yield return ("Ended", Time(ended));
            yield return ("Took", NumberText.Duration((ended - experiment.Created).TotalSeconds));
        }

        var computed = data.Trials.Sum(t => t.Info.Seconds);
        if (computed > 0) yield return ("Computed", $"{NumberText.Duration(computed)} over all trials");
        var slots = data.Trials.Where(t => t.Info.Slot is not null).Select(t => $"{t.Info.Silo} {t.Info.Slot}".Trim()).Distinct().Order(StringComparer.Ordinal).ToList();
        if (slots.Count > 0) yield return ("Ran on", string.Join(", ", slots.Take(8)) + (slots.Count > 8 ? $" and {slots.Count - 8} more" : ""));
        foreach (var fact in data.Context.Facts) yield return (fact.Name, fact.Value);
    }

    private static void Files(HtmlWriter html, ReportData data, IReadOnlyList<string> files)
    {
        html.Element("h3", "Files").Start("ul", ("class", "filelist"));
        foreach (var file in files) html.Start("li").Element("a", file, ("href", ReportBuilder.LinkTo(file))).End();
        foreach (var artifact in data.Artifacts)
        {
            var path = ReportBuilder.PathOf(artifact);
            html.Start("li").Element("a", path, ("href", ReportBuilder.LinkTo(path))).Element("span", $" {NumberText.Size(artifact.Size)}", ("class", "muted")).End();
        }

        html.End();
    }

    private static string Time(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd HH:mm:ss ", CultureInfo.InvariantCulture) + (time.Offset == TimeSpan.Zero ? "UTC" : time.ToString("zzz", CultureInfo.InvariantCulture));
}
