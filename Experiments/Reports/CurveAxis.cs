using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports;

/// <summary>The vertical axis of a metric's chart.</summary>
internal static class CurveAxis
{
    /// <summary>The ratio beyond which an axis becomes logarithmic, and beyond which a loss counts as run away.</summary>
    public const double Decade = 10;

    private const double Padding = 0.04;

    /// <summary>Chooses the axis.</summary>
    /// <remarks>
    /// Metrics of one quantity (train loss and test loss) get the same one, so that their charts can be compared by eye. A metric of which less is better is drawn on a
    /// logarithmic axis when its values are positive and span more than a factor of ten. Where a loss ran away, the axis ends at ten times the largest first
    /// value, so that the other trials stay legible; the chart marks what lies beyond.
    /// </remarks>
    public static Axis Of(ReportData data, ReportMetric metric)
    {
        var family = data.Metrics.Where(m => m.Quantity == metric.Quantity).Select(m => m.Name).ToHashSet();
        var curves = data.Trials.SelectMany(t => t.Series.Values).Where(s => family.Contains(s.Metric)).ToList();
        var values = curves.SelectMany(s => s.Values).Where(double.IsFinite).ToList();
        var axis = new Axis { Label = metric.Unit, Format = metric.IsFraction ? TickFormat.Percent : TickFormat.Number };
        if (values.Count == 0) return axis;

        double low = values.Min(), high = values.Max();
        if (metric.IsFraction) return Linear(axis, low, high, 0, 1);
        var start = curves.Select(s => s.Values.FirstOrDefault(double.IsFinite, double.NegativeInfinity)).Max();
        if (metric.IsLoss && start > 0) high = Math.Min(high, Decade * start);
        return metric.HigherIsBetter == false && low > 0 && high > Decade * low
            ? axis with { Scale = AxisScale.Log, Min = low * Math.Pow(high / low, -Padding), Max = high * Math.Pow(high / low, Padding) }
            : Linear(axis, low, high, double.NegativeInfinity, double.PositiveInfinity);
    }

    private static Axis Linear(Axis axis, double low, double high, double least, double most)
    {
        // A single value says nothing about the range: the chart chooses.
        if (high <= low) return axis;
        var room = Padding * (high - low);
        return axis with { Min = Math.Max(least, low - room), Max = Math.Min(most, high + room) };
    }
}
