using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Reports;

/// <summary>The pictures of what an analysis found.</summary>
internal static class AnalysisCharts
{
    private const int MostEffects = 3;

    // A picture of a surface has its values written into its cells: finer ones leave no room for them.
    private const int MostCells = 8;

    /// <summary>All of them with the names of their files.</summary>
    public static IEnumerable<(string Name, Chart Chart)> Of(ReportData data)
    {
        foreach (var (place, objective) in data.Experiment.Spec.FurtherObjectives.Index())
        {
            if (Objectives(data, place) is { } chart) yield return ($"objectives-{string.Concat(objective.Metric.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'))}", chart with { Width = 800, Height = 420 });
        }

        if (Growth(data) is { } growth) yield return ("hypervolume", growth with { Width = 800, Height = 420 });
        if (Effects(data) is { Count: > 0 } effects) yield return ("predicted", new ChartGrid { Title = EffectsTitle(data), Columns = effects.Count, Width = 340 * effects.Count, Panels = effects });
        if (Pair(data) is { } pair) yield return ("predicted-pair", pair with { Width = 800 });
    }

    /// <summary>The first objective against a further one, with the front of all of them marked; null where there is none.</summary>
    /// <param name="data">The results.</param>
    /// <param name="place">Which of the further objectives, from 0.</param>
    public static FrontChart? Objectives(ReportData data, int place)
    {
        if (data.Analysis.Front is not { } front) return null;
        var further = data.Experiment.Spec.FurtherObjectives;
        var metric = data.Metrics.FirstOrDefault(m => m.Name == further[place].Metric);
        var onFront = front.Trials.Select(trial => trial.Trial).ToHashSet();
        var points = data.Trials.Where(trial => trial.Objective is not null && trial.Info.FurtherObjectives.ElementAtOrDefault(place) is { } value && double.IsFinite(value))
            .Select(trial => new FrontPoint($"trial {trial.Info.Number}", trial.Info.FurtherObjectives[place]!.Value, trial.Objective!.Value, onFront.Contains(trial.Info.Number)))
            .ToList();
        var name = metric?.Display ?? further[place].Metric;
        return new FrontChart
        {
            Title = Phrase.Sentence($"{data.ObjectiveMetric.Display} against {name}"),
            X = new Axis { Label = name, Scale = IsLog(points) ? AxisScale.Log : AxisScale.Linear, Format = metric?.IsFraction == true ? TickFormat.Percent : TickFormat.Number },
            Y = new Axis { Label = data.ObjectiveMetric.Display, Format = FormatOf(data) },
            HigherIsBetter = data.Objective.Direction == ObjectiveDirection.Maximize,
            HigherXIsBetter = further[place].Direction == ObjectiveDirection.Maximize,
            ShowStairs = further.Count == 1,
            FrontName = "Pareto front",
            Points = points,
        };
    }

    /// <summary>The hypervolume of the front over the trials that had ended; null where there is none.</summary>
    public static LineChart? Growth(ReportData data)
    {
        if (data.Analysis.Front is not { Progress: { Count: > 0 } progress } front) return null;
        var (x, y) = Steps(progress, front.Counted);
        return new LineChart
        {
            Title = "Hypervolume of the Pareto front",
            X = new Axis { Label = "trials that had ended", Format = TickFormat.Integer },
            Y = new Axis { Label = "share of the space", Min = 0, Max = 1, Format = TickFormat.Percent },
            Series = [new LineSeries("hypervolume", x, y)],
        };
    }

    /// <summary>What the forest predicts along the parameters that matter most, a panel for each that is a number.</summary>
    public static IReadOnlyList<LineChart> Effects(ReportData data) => data.Analysis.Importance is not { } importance ? [] :
    [
        .. importance.Parameters.Where(parameter => parameter.Marginal[0].Value is not null).Take(MostEffects).Select(parameter => Effect(data, parameter)),
    ];

    /// <summary>What these are.</summary>
    public static string EffectsTitle(ReportData data) => Phrase.Sentence($"{data.ObjectiveMetric.Display} as the model predicts it, the other parameters averaged over");

    /// <summary>What the forest predicts over the two parameters that depend on each other most; null where there are no two.</summary>
    public static HeatMap? Pair(ReportData data)
    {
        if (data.Analysis.Importance is not { Surfaces: [var surface, ..] }) return null;
        var (rows, columns) = (Thinned(surface.Second), Thinned(surface.First));
        return new HeatMap
        {
            Title = Phrase.Sentence($"{data.ObjectiveMetric.Display} predicted by {surface.First.Path} and {surface.Second.Path}"),
            RowName = surface.Second.Path,
            ColumnName = surface.First.Path,
            // Numbers grow upwards.
            Rows = [.. rows.Reverse().Select(row => Name(surface.Second, row))],
            Columns = [.. columns.Select(column => Name(surface.First, column))],
            Cells = [.. rows.Reverse().Select(row => columns.Select(column => new HeatCell(surface.Objective[column][row])).ToList())],
            Format = FormatOf(data),
            HigherIsBetter = data.Objective.Direction == ObjectiveDirection.Maximize,
        };
    }

    private static LineChart Effect(ReportData data, ParameterImportance parameter)
    {
        var values = parameter.Marginal.Select(point => point.Value!.Value).ToList();
        return new LineChart
        {
            Title = parameter.Path,
            Height = 260,
            X = new Axis { Label = parameter.Path, Scale = ParameterAxis.IsSpreadByMagnitude(values) ? AxisScale.Log : AxisScale.Linear },
            Y = new Axis { Format = FormatOf(data) },
            Series =
            [
                new LineSeries("predicted", values, [.. parameter.Marginal.Select(point => point.Objective)])
                {
                    Band = [.. parameter.Marginal.Select(point => (point.Objective - point.Deviation, point.Objective + point.Deviation))],
                },
            ],
        };
    }

    // Between two trials that widen it, a front stays as it is.
    private static (List<double> X, List<double> Y) Steps(IReadOnlyList<FrontProgress> progress, int counted)
    {
        List<double> x = [], y = [];
        foreach (var step in progress)
        {
            if (y.Count > 0) (x, y) = ([.. x, step.Ended], [.. y, y[^1]]);
            (x, y) = ([.. x, step.Ended], [.. y, step.Hypervolume]);
        }

        return progress[^1].Ended < counted ? ([.. x, counted], [.. y, y[^1]]) : (x, y);
    }

    private static IReadOnlyList<int> Thinned(SurfaceAxis axis)
    {
        var count = axis.Categories?.Count ?? axis.Values!.Count;
        return count <= MostCells ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, MostCells).Select(k => ((2 * k) + 1) * count / (2 * MostCells))];
    }

    private static string Name(SurfaceAxis axis, int place) => axis.Categories?[place] ?? NumberText.Plain(axis.Values![place], 3);

    private static bool IsLog(List<FrontPoint> points) => points.Count > 0 && ParameterAxis.IsSpreadByMagnitude([.. points.Select(point => point.X)]);

    private static TickFormat FormatOf(ReportData data) => data.ObjectiveMetric.IsFraction ? TickFormat.Percent : TickFormat.Number;
}
