namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>How much worse a trial is on held-out data than on what it learnt from; negative where it is better there.</summary>
/// <param name="Train">The metric on the training data.</param>
/// <param name="HeldOut">The same quantity on held-out data.</param>
/// <param name="First">The gap at the first step that has both.</param>
/// <param name="Last">The gap at the last step that has both.</param>
/// <param name="FirstStep">That first step.</param>
/// <param name="LastStep">That last step.</param>
internal sealed record Gap(ReportMetric Train, ReportMetric HeldOut, double First, double Last, long FirstStep, long LastStep)
{
    /// <summary>Measures the gap between two series; null where no step has a finite value of both.</summary>
    public static Gap? Of(ReportMetric train, MetricSeries? trainSeries, ReportMetric heldOut, MetricSeries? heldOutSeries)
    {
        if (trainSeries is null || heldOutSeries is null) return null;
        var sign = train.HigherIsBetter == true ? 1 : -1;
        var values = new Dictionary<long, double>();
        for (var i = 0; i < trainSeries.Steps.Count; i++) values[trainSeries.Steps[i]] = trainSeries.Values[i];
        var gaps = heldOutSeries.Steps
            .Zip(heldOutSeries.Values, (step, value) => (Step: step, Gap: values.TryGetValue(step, out var own) ? sign * (own - value) : double.NaN))
            .Where(g => double.IsFinite(g.Gap))
            .ToList();
        return gaps.Count == 0 ? null : new Gap(train, heldOut, gaps[0].Gap, gaps[^1].Gap, gaps[0].Step, gaps[^1].Step);
    }
}
