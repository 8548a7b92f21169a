using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>What a model expects of the objective over two parameters, in bands of one colour whose edges are the contours.</summary>
internal static class ContourChart
{
    private const int Bands = 9;

    /// <summary>The option.</summary>
    public static object Option(ParameterSurface surface)
    {
        var cells = surface.Objective.SelectMany((row, x) => row.Select((value, y) => new object[] { x, y, value })).ToArray();
        var (low, high) = (surface.Objective.Min(row => row.Min()), surface.Objective.Max(row => row.Max()));
        return new
        {
            animation = false,
            grid = new { left = 8, right = 92, top = 34, bottom = 28, containLabel = true },
            tooltip = new { trigger = "item", valueFormatter = "fn:number" },
            xAxis = Axis(surface.First, "middle"),
            yAxis = Axis(surface.Second, "end"),
            visualMap = new
            {
                type = "piecewise",
                splitNumber = Bands,
                min = low,
                max = high > low ? high : low + 1,
                dimension = 2,
                calculable = false,
                orient = "vertical",
                right = 0,
                top = "middle",
                itemHeight = 12,
                itemWidth = 10,
                itemGap = 0,
                showLabel = false,
                text = new[] { $"{Format.Number(high)}\n", $"\n{Format.Number(low)}" },
            },
            series = new[] { new { type = "heatmap", name = "predicted", progressive = 0, data = cells } },
        };
    }

    private static object Axis(SurfaceAxis axis, string place) => new
    {
        type = "category",
        name = axis.Path,
        nameLocation = place,
        nameGap = place == "middle" ? 28 : 10,
        nameTextStyle = place == "middle" ? null : new { align = "left" },
        data = axis.Categories ?? [.. axis.Values!.Select(value => Format.Number(value))],
        axisLabel = new { width = place == "middle" ? 150 : 80, overflow = "truncate", hideOverlap = true },
    };
}
