namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>Judges trials by the metrics that an experiment has.</summary>
/// <param name="TrainLoss">The loss on the training data.</param>
/// <param name="HeldOutLoss">The loss on held-out data.</param>
/// <param name="TrainScore">What else is compared, on the training data.</param>
/// <param name="HeldOutScore">The same on held-out data.</param>
/// <param name="Objective">What stands in for a loss where there is none.</param>
internal sealed record TrialAnalysis(
    ReportMetric? TrainLoss,
    ReportMetric? HeldOutLoss,
    ReportMetric? TrainScore,
    ReportMetric? HeldOutScore,
    ReportMetric Objective)
{
    /// <summary>The trial with its judgement.</summary>
    public ReportTrial Analyse(ReportTrial trial)
    {
        var train = CurveOf(trial, TrainLoss);
        var heldOut = CurveOf(trial, HeldOutLoss);
        var (judgement, metric) = Judge(trial, train, heldOut);
        return trial with
        {
            Judgement = judgement,
            JudgedBy = metric,
            Overfitting = train is not null && heldOut is not null ? Overfitting.Find(train, heldOut) : null,
            LossGap = GapOf(trial, TrainLoss, HeldOutLoss),
            ScoreGap = GapOf(trial, TrainScore, HeldOutScore),
        };
    }

    private (CurveJudgement, ReportMetric?) Judge(ReportTrial trial, Curve? train, Curve? heldOut)
    {
        // A failed trial is judged only as far as it diverged: how it would have gone on is not known.
        if (trial.FailedByNumbers) return (new CurveJudgement(CurveVerdict.Diverged, null, false), null);
        if (trial.Info.State == TrialState.Failed)
        {
            if (train?.BrokenAt is not null) return (new CurveJudgement(CurveVerdict.Diverged, train, false), TrainLoss);
            if (heldOut?.BrokenAt is not null) return (new CurveJudgement(CurveVerdict.Diverged, heldOut, true), HeldOutLoss);
            return (new CurveJudgement(CurveVerdict.Unknown, null, false), null);
        }

        var (curve, metric) = train is not null ? (train, TrainLoss) : heldOut is not null ? (heldOut, HeldOutLoss) : (CurveOf(trial, Objective), Objective);
        if (curve is null) return (new CurveJudgement(CurveVerdict.Unknown, null, false), null);
        var judgement = CurveJudge.Judge(curve, train is null ? null : heldOut);
        return (judgement, judgement.FromHeldOut ? HeldOutLoss : metric);
    }

    /// <summary>The curve of a metric with lower as better; null where the trial has none.</summary>
    private static Curve? CurveOf(ReportTrial trial, ReportMetric? metric)
    {
        if (metric is null || !trial.Series.TryGetValue(metric.Name, out var series) || series.Values.Count == 0) return null;
        var curve = Curve.Of(series);
        return metric.HigherIsBetter == true ? curve.Negated() : curve;
    }

    private static Gap? GapOf(ReportTrial trial, ReportMetric? train, ReportMetric? heldOut) => train is null || heldOut is null
        ? null
        : Gap.Of(train, trial.Series.GetValueOrDefault(train.Name), heldOut, trial.Series.GetValueOrDefault(heldOut.Name));
}
