using System.Globalization;
using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.WebUI.Components.Charts;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>How the front of several objectives grew.</summary>
public sealed partial class GrowthCard
{
    private object? _option;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override void Show() => _option = Report?.Front is { } front ? OptionOf(front) : null;

    private void Open(ChartClick click)
    {
        if (click.Name?.Split(' ') is ["trial", var number])
        {
            Navigation.NavigateTo($"/experiments/{View.Id}/trials/{number}");
        }
    }

    private static string Share(double share) => share.ToString("0.0%", CultureInfo.InvariantCulture);

    private static object OptionOf(FrontReport front)
    {
        // A trial that widened the front by nothing that can be measured is a step as well. Between two steps the front stays as it is.
        var steps = front.Progress.Select(step => Mark($"trial {step.Trial}", step.Ended, step.Hypervolume, [$"hypervolume {Share(step.Hypervolume)}", $"after {Text.Format.Count(step.Ended, "trial")}"]));
        var end = front.Progress is [.., { } last] && last.Ended < front.Counted ? [Mark($"after {Text.Format.Count(front.Counted, "trial")}", front.Counted, last.Hypervolume, [$"hypervolume {Share(last.Hypervolume)}"])] : (object[])[];
        return new
        {
            animation = false,
            grid = new { left = 8, right = 32, top = 34, bottom = 24, containLabel = true },
            tooltip = new { trigger = "item", formatter = "fn:mark" },
            xAxis = new { type = "value", name = "trials that had ended", nameLocation = "middle", nameGap = 26, min = 0, max = front.Counted, minInterval = 1, axisLabel = new { hideOverlap = true } },
            yAxis = new { type = "value", name = "hypervolume", nameLocation = "end", nameGap = 10, nameTextStyle = new { align = "left" }, min = 0, max = 1, axisLabel = new { formatter = "fn:wholePercent" } },
            series = new[] { new { name = "hypervolume", type = "line", step = "end", symbol = "circle", symbolSize = 6, lineStyle = new { width = 2 }, areaStyle = new { opacity = 0.1 }, data = steps.Concat(end).ToArray() } },
        };
    }

    private static object Mark(string name, int ended, double hypervolume, string[] lines) => new { name, value = new[] { ended, hypervolume }, lines };
}
