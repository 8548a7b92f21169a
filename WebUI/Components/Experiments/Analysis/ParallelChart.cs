using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>Parallel coordinates: a line for each trial through its choices to its objective.</summary>
internal static class ParallelChart
{
    private const int MostAxes = 12;

    /// <summary>The option. Its lines are in the order of the cloud's trials, so that brushed indices are theirs.</summary>
    public static object Option(TrialCloud cloud)
    {
        IReadOnlyList<Quantity> axes = [.. Axes(cloud), cloud.Objective];
        return new
        {
            animation = false,
            parallel = new { left = 48, right = 96, top = 34, bottom = 18 },
            parallelAxis = axes.Select((axis, index) => Axis(axis, index)).ToArray(),
            tooltip = new { trigger = "item", formatter = "fn:mark" },
            visualMap = AnalysisAxis.Color(cloud, axes.Count - 1),
            series = new[]
            {
                new
                {
                    type = "parallel",
                    smooth = false,
                    lineStyle = new { width = cloud.Trials.Count > 400 ? 1 : 1.5, opacity = cloud.Trials.Count > 1500 ? 0.25 : cloud.Trials.Count > 200 ? 0.45 : 0.8 },
                    inactiveOpacity = 0.04,
                    activeOpacity = 0.9,
                    progressive = 0,
                    emphasis = new { lineStyle = new { width = 3, opacity = 1 } },
                    data = cloud.Trials.Select(trial => new { name = $"trial {trial.Number}", value = axes.Select(axis => Place(axis, trial)).ToArray(), lines = cloud.Lines(trial) }).ToArray(),
                },
            },
        };
    }

    /// <summary>The parameters that have an axis. A line would run past an axis where a trial has no such choice: what only some have is left to the other charts, as far as enough is left.</summary>
    public static IReadOnlyList<Quantity> Axes(TrialCloud cloud) =>
        cloud.Parameters.Except(cloud.Conditional).ToList() is { Count: > 1 } common ? [.. common.Take(MostAxes)] : [.. cloud.Parameters.Take(MostAxes)];

    private static object Axis(Quantity quantity, int index) => quantity.Categories is { } categories
        ? new { dim = index, name = quantity.Title, type = "category", data = categories, axisLabel = new { formatter = "fn:brief" } }
        : new { dim = index, name = quantity.Title, type = quantity.IsLog ? "log" : "value", scale = true, axisLabel = new { formatter = "fn:short" } };

    // A line has a gap where a trial has no such choice.
    private static object Place(Quantity quantity, TrialInfo trial) => quantity.Place(trial) is { } place ? quantity.Categories is { } categories ? categories[(int)place] : place : "-";
}
