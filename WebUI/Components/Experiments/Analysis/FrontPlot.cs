using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>Two quantities against each other with the Pareto front marked: an option of ECharts.</summary>
internal static class FrontPlot
{
    /// <summary>The option.</summary>
    /// <param name="cloud">The trials.</param>
    /// <param name="x">The horizontal quantity.</param>
    /// <param name="y">The vertical one.</param>
    /// <param name="front">The trials of the front, in its order.</param>
    /// <param name="brushed">The numbers of the trials that stand out; null for all.</param>
    public static object Option(TrialCloud cloud, Quantity x, Quantity y, IReadOnlyList<TrialInfo> front, IReadOnlySet<int>? brushed) => new
    {
        animation = false,
        grid = new { left = 8, right = 32, top = 34, bottom = 24, containLabel = true },
        legend = new { top = 0, right = 8 },
        tooltip = new { trigger = "item", formatter = "fn:mark" },
        xAxis = AnalysisAxis.Horizontal(x),
        yAxis = AnalysisAxis.Vertical(y),
        series = new object[]
        {
            new { name = "trials", type = "scatter", symbolSize = cloud.Trials.Count > 500 ? 4 : 7, data = AnalysisMarks.Of(cloud, [x, y], brushed, 0.55) },
            new
            {
                name = "front",
                type = "line",
                symbol = "circle",
                symbolSize = 9,
                itemStyle = new { color = AnalysisAxis.Accent },
                lineStyle = new { width = 1.5, type = "dashed", color = AnalysisAxis.Accent },
                data = front.Select(trial => new { name = $"trial {trial.Number}", value = new[] { x.Place(trial)!.Value, y.Place(trial)!.Value }, lines = (string[])[.. cloud.Lines(trial), $"{x.Title} {x.Text(trial)}", $"{y.Title} {y.Text(trial)}"] }).ToArray(),
            },
        },
    };
}
