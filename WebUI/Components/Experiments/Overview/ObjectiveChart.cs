using ActorTraining.Experiments;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Experiments.Overview;

/// <summary>The chart of all trials' objectives by number, with the best so far as a line.</summary>
internal static class ObjectiveChart
{
    /// <summary>The option of the chart.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="choices">What tells its trials apart.</param>
    /// <param name="trials">The trials that are drawn as dots.</param>
    /// <param name="records">The records, ascending by number.</param>
    public static object Option(ExperimentInfo experiment, ChoiceText choices, IReadOnlyList<TrialInfo> trials, IReadOnlyList<(int Trial, double Value)> records)
    {
        // Trials that wait at a rung have begun as well, so the numbers go further than the count of those that do not wait.
        var last = trials.Select(trial => trial.Number).Concat(records.Select(record => record.Trial)).Append(experiment.Counts.Where(pair => pair.Key != TrialState.Waiting).Sum(pair => pair.Value)).Max();
        var line = records.Select(record => new[] { record.Trial, record.Value }).ToList();
        if (line.Count > 0 && last > line[^1][0])
        {
            line.Add([last, line[^1][1]]);
        }

        return new
        {
            animation = false,
            grid = new { left = 4, right = 24, top = 14, bottom = 22, containLabel = true },
            tooltip = new { trigger = "item", formatter = "fn:mark" },
            xAxis = new { type = "value", name = "trial", nameLocation = "middle", nameGap = 26, min = 1, max = Math.Max(2, last), minInterval = 1, axisLabel = new { formatter = "fn:integer", hideOverlap = true } },
            yAxis = new { type = "value", scale = true, axisLabel = new { formatter = "fn:number" } },
            series = new object[]
            {
                new
                {
                    name = "trials",
                    type = "scatter",
                    symbolSize = trials.Count > 300 ? 4 : 7,
                    itemStyle = new { opacity = 0.65 },
                    data = trials.Where(trial => trial.Objective is { } value && double.IsFinite(value)).Select(trial => new
                    {
                        name = $"trial {trial.Number}",
                        value = new[] { trial.Number, trial.Objective!.Value },
                        lines = new[] { choices.Of(trial), $"{experiment.Spec.Objective.Metric} {Format.Number(trial.Objective)}", trial.State.ToString().ToLowerInvariant() },
                    }),
                },
                new { name = "best so far", type = "line", step = "end", symbol = "none", silent = true, lineStyle = new { width = 2 }, data = line },
            },
        };
    }
}
