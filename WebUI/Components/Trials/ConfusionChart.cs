using System.Globalization;

namespace ActorTraining.WebUI.Components.Trials;

/// <summary>A confusion matrix as a heat map: an option of ECharts.</summary>
internal static class ConfusionChart
{
    // More numbers than these do not fit into their cells.
    private const int MostNumbered = 12;

    /// <summary>The option. Cells are coloured by their share of the actual class, so that rare classes are seen as well as frequent ones.</summary>
    public static object Option(ConfusionTable table)
    {
        var isNumbered = table.Classes.Count <= MostNumbered;
        return new
        {
            animation = false,
            grid = new { left = 8, right = 8, top = 26, bottom = isNumbered ? 64 : 44, containLabel = true },
            tooltip = new { trigger = "item", formatter = "fn:mark" },
            xAxis = new { type = "category", name = isNumbered ? "predicted" : "", nameLocation = "middle", nameGap = 30, data = table.Classes, splitLine = new { show = false }, axisLabel = new { rotate = isNumbered ? 0 : 60, width = 90, overflow = "truncate" } },
            yAxis = new { type = "category", name = isNumbered ? "actual" : "actual, by predicted", inverse = true, nameLocation = "start", data = table.Classes, splitLine = new { show = false }, axisLabel = new { width = 110, overflow = "truncate" } },
            visualMap = new { min = 0, max = 1, dimension = 2, calculable = false, orient = "horizontal", left = "center", bottom = 0, itemHeight = 90, itemWidth = 10, formatter = "fn:percent", text = new[] { "100 %", "0 %" } },
            series = new[]
            {
                new
                {
                    type = "heatmap",
                    data = Cells(table).ToArray(),
                    label = new { show = isNumbered, formatter = "{@[3]}", color = "#1c2530", backgroundColor = "rgba(255,255,255,.82)", padding = new[] { 1, 3 }, borderRadius = 3, fontSize = 10 },
                    itemStyle = new { borderWidth = isNumbered ? 1 : 0, borderColor = "rgba(128,128,128,.25)" },
                    progressive = 0,
                },
            },
        };
    }

    private static IEnumerable<object> Cells(ConfusionTable table)
    {
        for (var actual = 0; actual < table.Classes.Count; actual++)
        {
            var count = table.CountOf(actual);
            for (var predicted = 0; predicted < table.Classes.Count; predicted++)
            {
                // Most cells of many classes are empty, and the background tells as much.
                if (table.Counts[actual][predicted] is > 0 and var samples)
                {
                    var share = samples / (double)count;
                    yield return new
                    {
                        name = actual == predicted ? $"{table.Classes[actual]} told right" : $"{table.Classes[actual]} taken for {table.Classes[predicted]}",
                        value = new[] { predicted, actual, Math.Round(share, 4), samples },
                        lines = new[] { string.Create(CultureInfo.InvariantCulture, $"{samples:N0} of {count:N0} ({100 * share:0.#} %)") },
                    };
                }
            }
        }
    }
}
