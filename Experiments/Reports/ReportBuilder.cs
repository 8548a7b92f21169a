using System.Text;
using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Pages;

namespace ActorTraining.Experiments.Reports;

/// <summary>Makes the report of an experiment: a page, curves, tables, the written comparison. Values in, bytes out; the caller writes the files.</summary>
public static class ReportBuilder
{
    private const string Panels = "train-against-held-out";
    private const string Parameters = "varied-parameters";
    private const string Front = "pareto-front";

    private static readonly HashSet<char> Forbidden = [.. "<>:\"|?*\\"];

    /// <summary>Makes the report.</summary>
    /// <param name="experiment">The experiment, in any state.</param>
    /// <param name="trials">All its trials, in any order.</param>
    /// <param name="series">All their metrics, in any order; <c>metrics.csv</c> has what is given here.</param>
    /// <param name="artifacts">Their stored files, which the caller lays beside the report at <see cref="PathOf"/>.</param>
    /// <param name="context">What else there is to say.</param>
    /// <returns>
    /// <c>report.html</c>, <c>curves/&lt;metric&gt;.svg</c>, <c>curves/train-against-held-out.svg</c> where both losses are there, <c>curves/varied-parameters.svg</c> where one or two parameters were varied, <c>curves/pareto-front.svg</c> where trials tell numbers of parameters and these differ, <c>curves/objectives-&lt;metric&gt;.svg</c> and <c>curves/hypervolume.svg</c> with several objectives, <c>curves/predicted.svg</c> and <c>curves/predicted-pair.svg</c> where trials are enough to say what matters, <c>metrics.csv</c>, <c>trials.csv</c>, <c>spec.yaml</c> where
    /// there is a text of it, <c>report.json</c>. The same arguments give the same bytes.
    /// </returns>
    public static IReadOnlyList<ReportFile> Build(
        ExperimentInfo experiment,
        IReadOnlyList<TrialInfo> trials,
        IReadOnlyList<MetricSeries> series,
        IReadOnlyList<ArtifactInfo> artifacts,
        ReportContext context)
    {
        var data = ReportDataBuilder.Build(experiment, trials, series, artifacts, context);
        var comparison = ComparisonWriter.Write(data);
        List<ReportFile> files = [.. Curves(data)];
        files.Add(new ReportFile("metrics.csv", "text/csv", ResultTables.Metrics(data)));
        files.Add(new ReportFile("trials.csv", "text/csv", ResultTables.Trials(data)));
        if ((experiment.Spec.Source ?? context.SpecText) is { } spec) files.Add(new ReportFile("spec.yaml", "application/yaml", Encoding.UTF8.GetBytes(spec)));
        files.Add(new ReportFile("report.json", "application/json", JsonSummary.Write(data, comparison, [.. files.Select(f => f.Name)])));
        files.Insert(0, new ReportFile("report.html", "text/html", ReportPage.Write(data, comparison, [.. files.Select(f => f.Name)])));
        return files;
    }

    /// <summary>Where the report expects a stored file: <c>weights/trial-1/weights.safetensors</c>.</summary>
    /// <remarks>The name comes from a job: characters that some file system forbids become underscores, and no name leads out of the trial's folder.</remarks>
    public static string PathOf(ArtifactInfo artifact)
    {
        var parts = artifact.Name.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part =>
        {
            var safe = string.Concat(part.Select(c => char.IsControl(c) || Forbidden.Contains(c) ? '_' : c));
            return safe.TrimEnd('.', ' ').Length == safe.Length && safe.Length > 0 ? safe : safe.TrimEnd('.', ' ') + "_";
        });
        return $"weights/trial-{artifact.Trial}/{string.Join('/', parts.DefaultIfEmpty("_"))}";
    }

    /// <summary>A path of the report's folder as a link.</summary>
    internal static string LinkTo(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static IEnumerable<ReportFile> Curves(ReportData data)
    {
        var taken = new HashSet<string> { Panels, Parameters, Front };
        foreach (var metric in data.Metrics.Where(m => data.Trials.Any(t => t.Series.TryGetValue(m.Name, out var s) && s.Values.Count > 0)))
        {
            var name = FileName(metric.Name);
            var unique = name;
            for (var i = 2; !taken.Add(unique); i++) unique = $"{name}-{i}";
            yield return Svg(unique, CurveCharts.Of(data, metric) with { Width = 800, Height = 420 });
        }

        foreach (var (name, chart) in AnalysisCharts.Of(data))
        {
            taken.Add(name);
            yield return Svg(name, chart);
        }

        if (FrontCharts.Of(data) is { } front) yield return Svg(Front, front with { Width = 800, Height = 420 });
        if (ParameterCharts.Of(data) is { } effect) yield return Svg(Parameters, effect with { Width = 800, Height = 420 });
        if (CurveCharts.TrainAgainstHeldOut(data) is { } grid) yield return Svg(Panels, grid with { Width = 340 * grid.Columns });
    }

    private static ReportFile Svg(string name, Chart chart) => new($"curves/{name}.svg", "image/svg+xml", Encoding.UTF8.GetBytes(chart.ToSvg()));

    /// <summary>A metric's name in letters, digits and hyphens: <c>train-loss</c>.</summary>
    private static string FileName(string metric)
    {
        var name = string.Concat(metric.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return name.Length == 0 ? "metric" : name[..Math.Min(name.Length, 80)];
    }
}
