using System.Text.Json;
using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Reports;

/// <summary>The objective against what was varied: a heat map for two parameters, a line with error bars for one.</summary>
internal static class ParameterCharts
{
    private const int MostValues = 12;
    private const int FewestPoints = 4;

    /// <summary>The chart; null where neither one nor two parameters were varied, or too few pairs have a result to make a table.</summary>
    public static Chart? Of(ReportData data) => data.Varied.Count switch
    {
        1 => Line(data, data.Varied[0]),
        2 => Map(data, data.Varied[0], data.Varied[1]),
        _ => null,
    };

    /// <summary>The values of the one varied number with the results of their trials, ascending; null where it is no number.</summary>
    public static IReadOnlyList<(double Value, Repetition Result)>? Points(ReportData data, string path)
    {
        if (ParameterText.Numbers(data, path) is not { } numbers) return null;
        return [.. numbers.GroupBy(n => n.Value).OrderBy(g => g.Key)
            .Select(g => (Value: g.Key, Result: Repetition.Of(g.Select(n => n.Trial))))
            .Where(p => p.Result is not null)
            .Select(p => (p.Value, p.Result!))];
    }

    private static LineChart? Line(ReportData data, string path)
    {
        if (Points(data, path) is not { Count: > 1 } points) return null;
        var repeated = points.Any(p => p.Result.Count > 1);
        if (!repeated && points.Count < FewestPoints) return null;
        var values = points.Select(p => p.Value).ToList();
        var name = data.Names.Choice(path);
        return new LineChart
        {
            Title = Phrase.Sentence($"{data.ObjectiveMetric.Display} by {name}{(repeated ? ", mean ± standard deviation" : "")}"),
            X = new Axis { Label = name, Scale = values[0] > 0 && values[^1] >= CurveAxis.Decade * values[0] ? AxisScale.Log : AxisScale.Linear },
            Y = new Axis { Label = data.ObjectiveMetric.Unit, Format = FormatOf(data) },
            Series =
            [
                new LineSeries(data.ObjectiveMetric.Display, values, [.. points.Select(p => p.Result.Mean)])
                {
                    Spread = repeated ? [.. points.Select(p => p.Result.Deviation)] : null,
                },
            ],
        };
    }

    private static HeatMap? Map(ReportData data, string rows, string columns)
    {
        var (rowValues, columnValues) = (Repetition.ValuesOf(data, rows), Repetition.ValuesOf(data, columns));
        if (rowValues.Count > MostValues || columnValues.Count > MostValues) return null;
        var cells = rowValues.Select(r => columnValues.Select(c => Cell(data, t => Repetition.Has(t, rows, r) && Repetition.Has(t, columns, c))).ToList()).ToList();
        // A random search meets hardly any pair twice: its table would be a diagonal.
        var filled = cells.Sum(row => row.Count(cell => cell is not null));
        if (filled * 2 < rowValues.Count * columnValues.Count) return null;
        return new HeatMap
        {
            Title = Phrase.Sentence($"{data.ObjectiveMetric.Display} by {data.Names.Choice(rows)} and {data.Names.Choice(columns)}"),
            RowName = data.Names.Choice(rows),
            ColumnName = data.Names.Choice(columns),
            Rows = [.. rowValues.Select(value => Show(data, rows, value))],
            Columns = [.. columnValues.Select(value => Show(data, columns, value))],
            Cells = cells,
            Format = FormatOf(data),
            HigherIsBetter = data.Objective.Direction == ObjectiveDirection.Maximize,
        };
    }

    private static HeatCell? Cell(ReportData data, Func<ReportTrial, bool> belongs) => Repetition.Of(data.Trials.Where(belongs)) switch
    {
        null => null,
        { Count: 1 } single => new HeatCell(single.Mean),
        var repeated => new HeatCell(repeated.Mean, $"mean of {repeated.Count}, ± {data.ObjectiveMetric.FormatShortDifference(repeated.Deviation)}"),
    };

    private static TickFormat FormatOf(ReportData data) => data.ObjectiveMetric.IsFraction ? TickFormat.Percent : TickFormat.Number;

    private static string Show(ReportData data, string path, string value)
    {
        using var json = JsonDocument.Parse(value);
        return data.Names.ValueOf(path, json.RootElement);
    }
}
