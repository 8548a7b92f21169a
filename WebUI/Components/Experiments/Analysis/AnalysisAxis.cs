namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>Axes of quantities, as options of ECharts.</summary>
internal static class AnalysisAxis
{
    private static readonly object Left = new { align = "left" };

    /// <summary>The colour of what is drawn over trials, which is told apart from theirs in either theme.</summary>
    public const string Accent = "#d9722b";

    /// <summary>The horizontal axis of a chart with two of them; its name stands below.</summary>
    public static object Horizontal(Quantity quantity) => quantity.Categories is { } categories
        ? new { type = "category", name = quantity.Title, nameLocation = "middle", nameGap = 26, data = categories, axisLabel = new { width = 80, overflow = "truncate", hideOverlap = true } }
        : new { type = TypeOf(quantity), name = quantity.Title, nameLocation = "middle", nameGap = 26, scale = true, axisLabel = new { formatter = "fn:number", hideOverlap = true } };

    /// <summary>The vertical axis; its name stands above, where it needs no room beside the numbers, however wide these are.</summary>
    public static object Vertical(Quantity quantity) => quantity.Categories is { } categories
        ? new { type = "category", name = quantity.Title, nameLocation = "end", nameGap = 10, nameTextStyle = Left, data = categories, axisLabel = new { width = 80, overflow = "truncate" } }
        : new { type = TypeOf(quantity), name = quantity.Title, nameLocation = "end", nameGap = 10, nameTextStyle = Left, scale = true, axisLabel = new { formatter = "fn:number" } };

    /// <summary>The scale of colours of the objective.</summary>
    /// <param name="cloud">The trials.</param>
    /// <param name="dimension">Where the objective is among a mark's values.</param>
    public static object Color(TrialCloud cloud, int dimension)
    {
        var values = cloud.Trials.Select(trial => trial.Objective!.Value).DefaultIfEmpty(0).ToList();
        var (low, high) = (values.Min(), values.Max());
        return new
        {
            type = "continuous",
            min = low,
            max = high > low ? high : low + 1,
            dimension,
            calculable = false,
            orient = "vertical",
            right = 0,
            top = "middle",
            itemHeight = 120,
            itemWidth = 10,
            formatter = "fn:number",
            text = new[] { Text.Format.Number(high), Text.Format.Number(low) },
        };
    }

    private static string TypeOf(Quantity quantity) => quantity.IsLog ? "log" : "value";
}
