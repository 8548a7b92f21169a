using ActorTraining.WebUI.Components.Charts;
using ActorTraining.WebUI.Components.Experiments.Curves;

namespace ActorTraining.WebUI.Components.Compare;

/// <summary>The charts of experiments side by side, as options of ECharts. Series take the colours of the theme in their order.</summary>
internal static class CompareCharts
{
    private static readonly object Grid = new { left = 8, right = 16, top = 34, bottom = 24, containLabel = true };
    private static readonly object Legend = new { type = "scroll", top = 0, left = 0 };
    private static readonly object Tooltip = new { trigger = "axis", valueFormatter = "fn:number" };

    /// <summary>The best objective so far, a step line for each experiment.</summary>
    /// <param name="compared">The experiments.</param>
    /// <param name="byTime">Over the seconds since each began; otherwise over the number of trials with a result.</param>
    public static object Histories(IReadOnlyList<ComparedExperiment> compared, bool byTime) => Lines(
        byTime ? HorizontalAxis.Elapsed("since the start") : HorizontalAxis.Of(CurveAxis.Step, "trials with a result"),
        compared.Select(experiment => (
            Name(compared, experiment),
            experiment.History.Select(point => new[] { byTime ? Math.Round(1000 * point.Seconds) : point.Trials, point.Value }).ToArray(),
            Step: (string?)"end")));

    /// <summary>The objective's metric of each best trial.</summary>
    /// <param name="compared">The experiments.</param>
    /// <param name="axis">Over what.</param>
    public static object Curves(IReadOnlyList<ComparedExperiment> compared, CurveAxis axis) => Lines(
        HorizontalAxis.Of(axis, Unit(compared)),
        compared.Select(experiment => (
            Name(compared, experiment),
            experiment.Curve is { } curve ? HorizontalAxis.Points(curve, axis) : [],
            Step: (string?)null)));

    private static object Lines(object horizontal, IEnumerable<(string Name, double[][] Points, string? Step)> lines) => new
    {
        animation = false,
        useUTC = true,
        grid = Grid,
        legend = Legend,
        tooltip = Tooltip,
        xAxis = horizontal,
        yAxis = new { type = "value", scale = true, axisLabel = new { formatter = "fn:number" } },
        series = lines.Select(line => new { name = line.Name, type = "line", step = line.Step, symbol = "circle", symbolSize = 5, showSymbol = line.Points.Length < 60, lineStyle = new { width = 2 }, data = line.Points }).ToArray(),
    };

    /// <summary>What a step of the best trials is.</summary>
    public static string Unit(IReadOnlyList<ComparedExperiment> compared) => compared.Select(experiment => experiment.Best?.Unit).OfType<string>().Distinct().SingleOrDefaultOf("step");

    // The identifier where the name does not tell it from the others.
    private static string Name(IReadOnlyList<ComparedExperiment> compared, ComparedExperiment experiment) =>
        compared.Count(other => other.Info.Spec.Name == experiment.Info.Spec.Name) == 1 ? experiment.Info.Spec.Name : experiment.Info.Id;

    private static string SingleOrDefaultOf(this IEnumerable<string> values, string otherwise) => values.Take(2).ToList() is [var one] ? one : otherwise;
}
