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
        return trial with
        {
            Judgement = Judge(trial, train, heldOut),
            Overfitting = train is not null && heldOut is not null ? Overfitting.Find(train, heldOut) : null,
            LossGap = GapOf(trial, TrainLoss, HeldOutLoss),
            ScoreGap = GapOf(trial, TrainScore, HeldOutScore),
        };
    }

    private CurveJudgement Judge(ReportTrial trial, Curve? train, Curve? heldOut)
    {
        // A failed trial is judged only as far as it diverged: how it would have gone on is not known.
        if (trial.Info.State == TrialState.Failed)
        {
            var broken = new[] { train, heldOut }.FirstOrDefault(c => c?.BrokenAt is not null);
            return new CurveJudgement(trial.FailedByNumbers || broken is not null ? CurveVerdict.Diverged : CurveVerdict.Unknown, trial.FailedByNumbers ? null : broken, broken == heldOut);
        }

        if ((train ?? heldOut) is { } loss) return CurveJudge.Judge(loss, train is null ? null : heldOut);
        return CurveOf(trial, Objective) is { } curve
            ? CurveJudge.Judge(Objective.HigherIsBetter == true ? curve.Negated() : curve, null)
            : new CurveJudgement(CurveVerdict.Unknown, null, false);
    }

    private static Curve? CurveOf(ReportTrial trial, ReportMetric? metric) =>
        metric is not null && trial.Series.TryGetValue(metric.Name, out var series) && series.Values.Count > 0 && Curve.Of(series) is { } curve
        && (curve.Count > 0 || curve.BrokenAt is not null) ? curve : null;

    private static Gap? GapOf(ReportTrial trial, ReportMetric? train, ReportMetric? heldOut) => train is null || heldOut is null
        ? null
        : Gap.Of(train, trial.Series.GetValueOrDefault(train.Name), heldOut, trial.Series.GetValueOrDefault(heldOut.Name));
}
