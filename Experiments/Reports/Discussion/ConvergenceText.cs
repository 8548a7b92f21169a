using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>Which trials converged, which were slow, and which went wrong, by the rules of <see cref="CurveJudge"/>.</summary>
internal static class ConvergenceText
{
    /// <summary>Writes a sentence per trial, or one per verdict where there are many trials.</summary>
    public static IEnumerable<string> Write(ReportData data)
    {
        var judged = data.Trials.Where(t => t.Info.State != TrialState.Waiting).ToList();
        var failed = judged.Where(t => t.Info.State == TrialState.Failed && t.Judgement.Verdict != CurveVerdict.Diverged).ToList();
        var rest = judged.Except(failed).ToList();
        var sentences = rest.Count <= Phrase.MostNamed ? rest.Select(t => One(data, t)) : Groups(rest);
        return failed.Count == 0 ? sentences : sentences.Append($"{NumberText.Count(failed.Count, "trial")} failed with an error that is no divergence: {Phrase.Names(failed)}.");
    }

    /// <summary>A verdict as a word.</summary>
    public static string Word(CurveVerdict verdict) => verdict switch
    {
        CurveVerdict.Converged => "converged",
        CurveVerdict.Improving => "still improving",
        CurveVerdict.Flat => "hardly moved",
        CurveVerdict.Unstable => "unstable",
        CurveVerdict.Diverged => "diverged",
        _ => "not judged",
    };

    private static IEnumerable<string> Groups(List<ReportTrial> trials) => trials
        .GroupBy(t => t.Judgement.Verdict)
        .OrderBy(g => g.Key == CurveVerdict.Unknown ? int.MaxValue : (int)g.Key)
        .Select(g =>
        {
            var (one, many) = g.Key switch
            {
                CurveVerdict.Converged => ("converged", "converged"),
                CurveVerdict.Improving => ("was still improving", "were still improving"),
                CurveVerdict.Flat => ("hardly moved", "hardly moved"),
                CurveVerdict.Unstable => ("was unstable", "were unstable"),
                CurveVerdict.Diverged => ("diverged", "diverged"),
                _ => ("has too few values to judge", "have too few values to judge"),
            };
            return $"{NumberText.Count(g.Count(), "trial")} {(g.Count() == 1 ? one : many)}: {Phrase.Names([.. g])}.";
        });

    private static string One(ReportData data, ReportTrial trial)
    {
        var judgement = trial.Judgement;
        var name = Phrase.Subject(trial.Name);
        if (judgement is { Verdict: CurveVerdict.Diverged, Curve: null }) return $"{name} diverged and failed{AfterStep(data, trial)}: {FirstLine(trial.Info.Error!)}.";
        if (judgement.Curve is not { } curve || trial.JudgedBy is not { } metric) return $"{name} has reported no loss to judge it by.";
        var what = $"its {metric.Display}";
        string Say(double value) => metric.Format(metric.HigherIsBetter == true ? -value : value);
        return judgement.Verdict switch
        {
            CurveVerdict.Converged when judgement.Measure > 0 =>
                $"{name} converged: over {Quarter(data, curve)} {what} no longer got better ({Say(curve.Values[curve.LastQuarter])} to {Say(curve.Last)}).",
            CurveVerdict.Converged => $"{name} converged: over {Quarter(data, curve)} {what} changed only by {Change(data, metric, judgement)}, to {Say(curve.Last)}.",
            CurveVerdict.Improving => $"{name} {Progress(data, trial)}: over {Quarter(data, curve)} {what} got better by {Change(data, metric, judgement)}, to {Say(curve.Last)}.",
            CurveVerdict.Flat => $"{name} hardly moved: {what} went from {Say(curve.First)} to {Say(curve.Last)}.",
            CurveVerdict.Unstable => $"{name} is unstable: in its second half {what} went back and forth by {NumberText.Share(judgement.Measure)} of its whole fall.",
            CurveVerdict.Diverged when curve.BrokenAt is { } step => $"{name} diverged: {what} was no longer a finite number at {data.Unit} {NumberText.Whole(step)}.",
            CurveVerdict.Diverged => $"{name} diverged: {what} ended at {Say(curve.Last)}, worse than its first value of {Say(curve.First)}.",
            _ => $"{name} has only {NumberText.Count(curve.Count, "value")} of {metric.Display}, too few to judge.",
        };
    }

    private static string Quarter(ReportData data, Curve curve) =>
        $"{data.Unit}s {NumberText.Whole(curve.Steps[curve.LastQuarter])} to {NumberText.Whole(curve.Steps[^1])}";

    private static string Progress(ReportData data, ReportTrial trial)
    {
        if (!trial.Info.State.IsFinal()) return "is still improving";
        return IsSlow(data, trial) ? "is slow and was still improving when it ended" : "was still improving when it ended";
    }

    /// <summary>Slow: it needed more than half of its steps to get within 10% of the best objective, or has not.</summary>
    private static bool IsSlow(ReportData data, ReportTrial trial)
    {
        if (SpeedText.Target(data, 0.9) is not { } target || trial == data.Best) return false;
        var reached = SpeedText.StepTo(data, trial, target);
        var last = trial.Judgement.Curve!.Steps[^1];
        return reached is null || reached > (last + trial.Judgement.Curve.Steps[0]) / 2.0;
    }

    private static string Change(ReportData data, ReportMetric metric, CurveJudgement judgement) =>
        $"{metric.FormatDifference(Math.Abs(judgement.Measure))} per {data.Unit}";

    private static string AfterStep(ReportData data, ReportTrial trial)
    {
        var last = trial.Series.Values.Where(s => s.Steps.Count > 0).Select(s => s.Steps[^1]).DefaultIfEmpty(0).Max();
        return last > 0 ? $" after {data.Unit} {NumberText.Whole(last)}" : "";
    }

    /// <summary>The first line of an error, shortened where it is long.</summary>
    public static string FirstLine(string error)
    {
        var line = error.Split('\n', 2)[0].Trim().TrimEnd('.');
        return line.Length <= 160 ? line : line[..159] + "…";
    }
}
