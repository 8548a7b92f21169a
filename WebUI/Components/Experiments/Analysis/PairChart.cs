using System.Globalization;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>Two parameters against each other, coloured by the objective: cells where both have few values, dots otherwise.</summary>
internal static class PairChart
{
    private const int MostValues = 24;

    /// <summary>The option.</summary>
    public static object Option(TrialCloud cloud, Quantity x, Quantity y, IReadOnlySet<int>? brushed)
    {
        var (columns, rows) = (Values(cloud, x), Values(cloud, y));
        return IsFew(x, columns.Count) && IsFew(y, rows.Count) && columns.Count * rows.Count <= 2 * cloud.Trials.Count
            ? Cells(cloud, (x, columns), (y, rows), brushed)
            : Dots(cloud, x, y, brushed);

        // Numbers that hardly two trials agree in are no rows of a table, however few there are yet.
        bool IsFew(Quantity quantity, int values) => values <= MostValues && (quantity.Categories is not null || 2 * values <= cloud.Trials.Count);
    }

    private static object Dots(TrialCloud cloud, Quantity x, Quantity y, IReadOnlySet<int>? brushed) => new
    {
        animation = false,
        grid = new { left = 8, right = 92, top = 34, bottom = 24, containLabel = true },
        tooltip = new { trigger = "item", formatter = "fn:mark" },
        xAxis = AnalysisAxis.Horizontal(x),
        yAxis = AnalysisAxis.Vertical(y),
        visualMap = AnalysisAxis.Color(cloud, 2),
        series = new[] { new { type = "scatter", symbolSize = cloud.Trials.Count > 500 ? 5 : 9, data = AnalysisMarks.Of(cloud, [x, y, cloud.Objective], brushed, 0.85) } },
    };

    // A cell shows the mean of its trials; a click goes to the best of them.
    private static object Cells(TrialCloud cloud, (Quantity Quantity, List<(double Place, string Text)> Values) x, (Quantity Quantity, List<(double Place, string Text)> Values) y, IReadOnlySet<int>? brushed)
    {
        var cells = from trial in cloud.Trials
                    where brushed is null || brushed.Contains(trial.Number)
                    let column = x.Values.FindIndex(value => value.Place == x.Quantity.Place(trial))
                    let row = y.Values.FindIndex(value => value.Place == y.Quantity.Place(trial))
                    where column >= 0 && row >= 0
                    group trial by (column, row) into cell
                    let best = cloud.Objective.HigherIsBetter == true ? cell.MaxBy(trial => trial.Objective)! : cell.MinBy(trial => trial.Objective)!
                    select new
                    {
                        name = $"trial {best.Number}",
                        value = new[] { cell.Key.column, cell.Key.row, cell.Average(trial => trial.Objective!.Value) },
                        lines = cloud.Lines(best).Concat(cell.Count() > 1 ? [string.Create(CultureInfo.InvariantCulture, $"best of {cell.Count()}, mean {Text.Format.Number(cell.Average(trial => trial.Objective))}")] : []).ToArray(),
                    };
        return new
        {
            animation = false,
            grid = new { left = 8, right = 92, top = 34, bottom = 24, containLabel = true },
            tooltip = new { trigger = "item", formatter = "fn:mark" },
            xAxis = AnalysisAxis.Horizontal(AsCategories(x)),
            yAxis = AnalysisAxis.Vertical(AsCategories(y)),
            visualMap = AnalysisAxis.Color(cloud, 2),
            series = new[] { new { type = "heatmap", itemStyle = new { borderWidth = 1, borderColor = "rgba(128,128,128,.3)" }, data = cells.ToArray() } },
        };
    }

    // In cells numbers stand apart evenly, as they do in a table.
    private static Quantity AsCategories((Quantity Quantity, List<(double Place, string Text)> Values) axis) => axis.Quantity with { Categories = [.. axis.Values.Select(value => value.Text)] };

    private static List<(double Place, string Text)> Values(TrialCloud cloud, Quantity quantity) =>
        [.. cloud.Trials.Select(trial => (Place: quantity.Place(trial), Text: quantity.Text(trial))).Where(one => one.Place is not null).Select(one => (one.Place!.Value, one.Text)).DistinctBy(one => one.Value).OrderBy(one => one.Value)];
}
