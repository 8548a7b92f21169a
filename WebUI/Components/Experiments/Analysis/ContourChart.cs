using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>What a model expects of the objective over two parameters, in bands of one colour whose edges are the contours.</summary>
internal static class ContourChart
{
    private const int Bands = 9;

    /// <summary>The option.</summary>
    /// <param name="surface">The values.</param>
    /// <param name="metric">What they are of.</param>
    /// <param name="titleOf">What a parameter is called.</param>
    public static object Option(ParameterSurface surface, string metric, Func<string, string> titleOf)
    {
        var (x, y) = (titleOf(surface.First.Path), titleOf(surface.Second.Path));
        var (columns, rows) = (Names(surface.First), Names(surface.Second));
        var (low, high) = (surface.Objective.Min(row => row.Min()), surface.Objective.Max(row => row.Max()));
        return new
        {
            animation = false,
            grid = new { left = 8, right = 92, top = 34, bottom = 28, containLabel = true },
            tooltip = new { trigger = "item", formatter = "fn:mark" },
            xAxis = Axis(x, columns, "middle"),
            yAxis = Axis(y, rows, "end"),
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
                itemHeight = 13,
                itemWidth = 12,
                itemGap = 0,
                itemSymbol = "rect",
                showLabel = false,
                text = new[] { $"{Format.Number(high)}\n", $"\n{Format.Number(low)}" },
            },
            series = new[]
            {
                new
                {
                    type = "heatmap",
                    name = "predicted",
                    progressive = 0,
                    data = surface.Objective.SelectMany((row, i) => row.Select((value, j) => new
                    {
                        name = $"{x} {columns[i]}, {y} {rows[j]}",
                        value = new[] { i, j, value },
                        lines = new[] { $"{metric} {Format.Number(value)} predicted" },
                    })).ToArray(),
                },
            },
        };
    }

    private static string[] Names(SurfaceAxis axis) => [.. axis.Categories ?? [.. axis.Values!.Select(Format.Short)]];

    private static object Axis(string name, string[] places, string place) => new
    {
        type = "category",
        name,
        nameLocation = place,
        nameGap = place == "middle" ? 28 : 10,
        nameTextStyle = new { align = place == "middle" ? "center" : "left" },
        data = places,
        axisLabel = new { width = place == "middle" ? 150 : 80, overflow = "truncate", hideOverlap = true },
    };
}
