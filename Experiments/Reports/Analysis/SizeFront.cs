using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>Which trials get most out of their size.</summary>
/// <param name="Size">The metric that tells how large a trial's model is.</param>
/// <param name="All">The trials with an objective and a size, the smallest first.</param>
/// <param name="Front">Those of them for which there is no other that is no larger and no worse, and better in one of the two; the smallest first, so also the worst first.</param>
internal sealed record SizeFront(ReportMetric Size, IReadOnlyList<(ReportTrial Trial, double Size)> All, IReadOnlyList<(ReportTrial Trial, double Size)> Front)
{
    /// <summary>What jobs call the number of trained values.</summary>
    public const string SizeMetric = "parameters";

    private const int FewestTrials = 3;

    /// <summary>Finds the front; null where fewer than three trials have a result, or all are of one size.</summary>
    public static SizeFront? Of(ReportData data)
    {
        if (data.Metrics.FirstOrDefault(metric => metric.Name == SizeMetric) is not { } size || size == data.ObjectiveMetric) return null;
        // Ranked trials come best first, which decides among those of one size.
        List<(ReportTrial Trial, double Size)> all =
        [
            .. data.Ranked.Select(trial => (trial, trial.Last(SizeMetric) ?? double.NaN)).Where(found => double.IsFinite(found.Item2)).OrderBy(found => found.Item2),
        ];
        if (all.Count < FewestTrials || all[0].Size == all[^1].Size) return null;
        var sign = data.Objective.Direction == ObjectiveDirection.Maximize ? -1 : 1;
        var front = ParetoFront.Of([.. all.Select(found => (IReadOnlyList<double>)[found.Size, sign * found.Trial.Objective!.Value])]);
        return new SizeFront(size, all, [.. front.Select(place => all[place])]);
    }
}
