using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>How soon trials got close to the best result.</summary>
/// <remarks>
/// For an objective to be maximised that is positive, 90% of the best value is nine tenths of it. For others it is nine tenths of the way to it from the worst first value of any trial.
/// </remarks>
internal static class SpeedText
{
    /// <summary>Writes a sentence for 90% and one for 99%.</summary>
    public static IEnumerable<string> Write(ReportData data)
    {
        foreach (var share in new[] { 0.9, 0.99 })
        {
            if (Target(data, share) is { } target) yield return One(data, share, target);
        }
    }

    /// <summary>The value of the objective that counts as a share of the best; null where there is no curve of it.</summary>
    public static double? Target(ReportData data, double share)
    {
        var curves = data.Trials.Where(t => t.Objective is not null).Select(t => Oriented(data, t)).OfType<Curve>().Where(c => c.Count > 1).ToList();
        if (curves.Count == 0) return null;
        var best = curves.Min(c => c.Values.Min());
        var start = data.ObjectiveMetric.HigherIsBetter == true && best < 0 ? 0 : curves.Max(c => c.First);
        return start <= best ? null : start + share * (best - start);
    }

    /// <summary>The step at which a trial reached a target; null where it has not.</summary>
    public static long? StepTo(ReportData data, ReportTrial trial, double target) => Oriented(data, trial)?.FirstAtMost(target);

    private static string One(ReportData data, double share, double target)
    {
        var metric = data.ObjectiveMetric;
        var value = metric.Format(IsHigherBetter(data) ? -target : target);
        var reached = data.Trials
            .Select(t => (Trial: t, Step: StepTo(data, t, target)))
            .Where(r => r.Step is not null)
            .OrderBy(r => r.Step).ThenBy(r => r.Trial.Info.Number)
            .ToList();
        var goal = IsHigherBetter(data) && target < 0 ? "the best" : "the way to the best";
        var whole = $"{NumberText.Share(share)} of {goal} {metric.Display} ({value})";
        var missing = data.Trials.Where(t => t.Info.State != TrialState.Waiting && reached.All(r => r.Trial != t)).ToList();
        var who = missing.Count <= Phrase.MostNamed ? Phrase.Names(missing) : NumberText.Count(missing.Count, "trial");
        var never = missing.Count == 0 ? "" : $"; {who} {(data.HasEnded ? "never did" : "not yet")}";
        if (reached.Count > Phrase.MostNamed) return Crowd(data, whole, reached);
        var groups = reached.GroupBy(r => r.Step!.Value).Select(g =>
            $"{Phrase.Names([.. g.Select(r => r.Trial)])} at {data.Unit} {NumberText.Whole(g.Key)}").ToList();
        return $"{Phrase.Sentence(whole)} was reached by {Phrase.List(groups)}{never}.";
    }

    /// <summary>The first, how many, and the middle of them.</summary>
    private static string Crowd(ReportData data, string whole, List<(ReportTrial Trial, long? Step)> reached)
    {
        var first = reached.TakeWhile(r => r.Step == reached[0].Step).Select(r => r.Trial).ToList();
        var middle = NumberText.Whole(reached[(reached.Count - 1) / 2].Step!.Value);
        return $"{Phrase.Sentence(whole)} was reached by {NumberText.Whole(reached.Count)} of {NumberText.Count(data.Trials.Count, "trial")}, "
            + $"first by {Phrase.Names(first)} at {data.Unit} {NumberText.Whole(reached[0].Step!.Value)}, and by half of these by {data.Unit} {middle}.";
    }

    private static bool IsHigherBetter(ReportData data) => data.Objective.Direction == Specs.ObjectiveDirection.Maximize;

    /// <summary>The curve of the objective with lower as better.</summary>
    private static Curve? Oriented(ReportData data, ReportTrial trial)
    {
        if (!trial.Series.TryGetValue(data.ObjectiveMetric.Name, out var series)) return null;
        var curve = Curve.Of(series);
        return curve.Count == 0 ? null : IsHigherBetter(data) ? curve.Negated() : curve;
    }
}
