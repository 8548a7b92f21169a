using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>The objective against one parameter: a dot for each trial, and a bar where trials repeat each other with other seeds.</summary>
internal static class SliceChart
{
    /// <summary>The option.</summary>
    /// <param name="cloud">The trials.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="brushed">The numbers of the trials that stand out; null for all.</param>
    public static object Option(TrialCloud cloud, Quantity parameter, IReadOnlySet<int>? brushed)
    {
        var repetitions = cloud.Repetitions().Where(one => parameter.Place(one.First) is not null).ToList();
        return new
        {
            animation = false,
            grid = new { left = 8, right = 16, top = 12, bottom = 22, containLabel = true },
            tooltip = new { trigger = "item", formatter = "fn:mark" },
            xAxis = AnalysisAxis.Horizontal(parameter),
            yAxis = new { type = cloud.Objective.IsLog ? "log" : "value", scale = true, axisLabel = new { formatter = "fn:number" } },
            series = new object[]
            {
                new
                {
                    name = "trials",
                    type = "scatter",
                    symbolSize = cloud.Trials.Count > 500 ? 4 : 7,
                    data = AnalysisMarks.Of(cloud, [parameter, cloud.Objective], brushed, repetitions.Count > 0 ? 0.35 : 0.7),
                },
                new
                {
                    name = "standard deviation over repetitions",
                    type = "line",
                    silent = true,
                    symbol = "none",
                    lineStyle = new { width = 1.5, type = "solid", color = AnalysisAxis.Accent },
                    // Each bar is a line of its own: a gap follows it.
                    data = repetitions.SelectMany(one => new object[] { new object[] { X(one.First), Low(one) }, new object[] { X(one.First), one.Mean + one.Deviation }, new object[] { X(one.First), "-" } }).ToArray(),
                },
                new
                {
                    name = "mean over repetitions",
                    type = "scatter",
                    symbol = "diamond",
                    symbolSize = 10,
                    itemStyle = new { color = AnalysisAxis.Accent },
                    data = repetitions.Select(one => new { name = $"mean of {one.Count} repetitions", value = new[] { parameter.Place(one.First)!.Value, one.Mean }, lines = new[] { $"{cloud.Objective.Title} {Text.Format.Number(one.Mean)} ± {Text.Format.Number(one.Deviation)}" } }).ToArray(),
                },
            },
        };

        object X(TrialInfo trial) => parameter.Place(trial)!.Value;

        object Low((TrialInfo First, int Count, double Mean, double Deviation) one) => one.Mean - one.Deviation is var low && cloud.Objective.IsLog && low <= 0 ? one.Mean : low;
    }
}
