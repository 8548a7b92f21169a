using System.Text.Json;
using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;

namespace ActorTraining.Experiments.Reports;

/// <summary>The charts of a report.</summary>
internal static class CurveCharts
{
    /// <summary>The most trials that the small multiples show.</summary>
    public const int MostPanels = 9;

    /// <summary>A metric of every trial over the steps.</summary>
    public static LineChart Of(ReportData data, ReportMetric metric)
    {
        var shown = data.Trials.Where(t => t.Series.TryGetValue(metric.Name, out var s) && s.Values.Count > 0).ToList();
        var scaled = shown.Count > LineChart.LegendLimit;
        var path = scaled && data.Varied is [var only] && ParameterText.Numbers(data, only) is not null ? only : null;
        var values = shown.Select(t => path is null ? t.Info.Number : t.Info.Choices.TryGetValue(path, out var choice) ? choice.GetDouble() : double.NaN).ToList();
        return new LineChart
        {
            Title = Phrase.Sentence(metric.Display),
            X = XAxis(data),
            Y = CurveAxis.Of(data, metric),
            Colors = !scaled ? null : path is null ? new ColorScale("trial") : new ColorScale(data.Names.Choice(path), SpansDecade(values) ? AxisScale.Log : AxisScale.Linear),
            Series = [.. shown.Select((t, i) => Line(t, metric, t.Label) with { ColorValue = values[i], Highlight = scaled && t == data.Best ? t.Name : null })],
        };
    }

    /// <summary>The loss on the training data beside that on held-out data, a panel per trial; null where one of them is missing.</summary>
    public static ChartGrid? TrainAgainstHeldOut(ReportData data)
    {
        var trials = WithBothLosses(data).Take(MostPanels).OrderBy(t => t.Index).ToList();
        if (trials.Count == 0) return null;
        var (train, heldOut) = (data.TrainLoss!, data.HeldOutLoss!);
        return new ChartGrid
        {
            Title = Phrase.Sentence($"{train.Display} and {heldOut.Display} of each trial"),
            // Four in a square rather than one alone in a second row.
            Columns = trials.Count == 4 ? 2 : Math.Min(3, trials.Count),
            Panels = [.. trials.Select(t => new LineChart
            {
                Title = Phrase.Subject(t.FullName),
                Height = 240,
                X = XAxis(data),
                Y = CurveAxis.Of(data, train),
                Series = [Line(t, train, train.Display) with { Look = 0 }, Line(t, heldOut, heldOut.Display) with { Look = 1 }],
            })],
        };
    }

    /// <summary>The trials that have a value of either loss, best first.</summary>
    public static IEnumerable<ReportTrial> WithBothLosses(ReportData data) => data is { TrainLoss: { } train, HeldOutLoss: { } heldOut }
        ? data.BestFirst.Where(t => HasValue(t, train) && HasValue(t, heldOut))
        : [];

    private static bool HasValue(ReportTrial trial, ReportMetric metric) =>
        trial.Series.TryGetValue(metric.Name, out var series) && series.Values.Any(double.IsFinite);

    private static LineSeries Line(ReportTrial trial, ReportMetric metric, string name)
    {
        var series = trial.Series[metric.Name];
        return new LineSeries(name, [.. series.Steps.Select(s => (double)s)], series.Values) { Look = trial.Index, Broken = trial.EndedBadly };
    }

    private static Axis XAxis(ReportData data) => new() { Label = data.Unit, Format = TickFormat.Integer };

    private static bool SpansDecade(List<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        return finite.Count > 0 && finite.Min() > 0 && finite.Max() > CurveAxis.Decade * finite.Min();
    }
}
