using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>How much a quantity alone tells of the objective, roughly: good enough to put what matters first.</summary>
internal static class Effects
{
    private const int MostGroups = 6;

    /// <summary>The share of the objective's variance between groups of trials alike in the quantity, less what chance would give; about 0 for one that tells nothing.</summary>
    /// <param name="quantity">The quantity; numbers are grouped by rank into as many groups as there are categories at most.</param>
    /// <param name="trials">Trials with a finite objective.</param>
    public static double Of(Quantity quantity, IReadOnlyList<TrialInfo> trials)
    {
        var values = trials.Select(trial => (Place: quantity.Place(trial), Objective: trial.Objective!.Value)).Where(one => one.Place is not null).OrderBy(one => one.Place).ToList();
        var mean = values.Select(one => one.Objective).DefaultIfEmpty().Average();
        var variance = values.Sum(one => (one.Objective - mean) * (one.Objective - mean));
        if (values.Count < 3 || variance == 0)
        {
            return 0;
        }

        // Equal values stay together: a group is called by the rank at which its value comes first.
        var ranks = values.Select((one, i) => (one.Place, i)).DistinctBy(one => one.Place).ToDictionary(one => one.Place!.Value, one => one.i);
        var groups = values.GroupBy(one => ranks.Count <= MostGroups ? ranks[one.Place!.Value] : ranks[one.Place!.Value] * MostGroups / values.Count).ToList();
        var between = groups.Sum(group => group.Count() * Math.Pow(group.Average(one => one.Objective) - mean, 2)) / variance;
        return between - ((groups.Count - 1.0) / (values.Count - 1));
    }
}
