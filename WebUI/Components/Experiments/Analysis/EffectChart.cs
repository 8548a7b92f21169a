using ActorTraining.Experiments.Analysis.Importance;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>What a model expects of the objective along one parameter: a line with the spread among the trees, a bar for each category.</summary>
internal static class EffectChart
{
    // One that is seen on either ground.
    private const string Band = "#4a7ff8";

    /// <summary>The option.</summary>
    public static object Option(ParameterImportance parameter) => parameter.Marginal[0].Category is null ? Curve(parameter) : Bars(parameter);

    // The band is two lines stacked: an invisible one below, and what lies between it and the one above.
    private static object Curve(ParameterImportance parameter)
    {
        var points = parameter.Marginal;
        // Its places are apart evenly, by the scale on which the parameter was looked at.
        var isLog = ParameterAxis.IsSpreadByMagnitude([.. points.Select(point => point.Value!.Value)]);
        object Line(string name, Func<MarginalPoint, double> y, bool band) => new
        {
            name,
            type = "line",
            stack = band ? "band" : null,
            stackStrategy = "all",
            symbol = "none",
            silent = band,
            tooltip = new { show = !band },
            lineStyle = new { width = band ? 0 : 2 },
            areaStyle = band && name == "band" ? new { color = Band, opacity = 0.18 } : null,
            data = points.Select(point => new[] { point.Value!.Value, y(point) }).ToArray(),
        };
        return new
        {
            animation = false,
            grid = new { left = 8, right = 28, top = 16, bottom = 8, containLabel = true },
            tooltip = new { trigger = "axis", valueFormatter = "fn:number" },
            xAxis = new { type = isLog ? "log" : "value", min = "dataMin", max = "dataMax", axisLabel = new { formatter = "fn:short", hideOverlap = true } },
            yAxis = new { type = "value", scale = true, axisLabel = new { formatter = "fn:short" } },
            series = new[]
            {
                Line("predicted", point => point.Objective, band: false),
                Line("low", point => point.Objective - point.Deviation, band: true),
                Line("band", point => 2 * point.Deviation, band: true),
            },
        };
    }

    private static object Bars(ParameterImportance parameter) => new
    {
        animation = false,
        grid = new { left = 8, right = 16, top = 16, bottom = 8, containLabel = true },
        tooltip = new { trigger = "axis", valueFormatter = "fn:number" },
        xAxis = new { type = "category", data = parameter.Marginal.Select(point => AnalysisAxis.Broken(point.Category!)).ToArray(), axisLabel = new { interval = 0, hideOverlap = true } },
        yAxis = new { type = "value", axisLabel = new { formatter = "fn:short" } },
        series = new[] { new { name = "predicted", type = "bar", barMaxWidth = 48, data = parameter.Marginal.Select(point => point.Objective).ToArray() } },
    };
}
