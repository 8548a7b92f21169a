using ActorTraining.Experiments.Analysis.Fronts;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>Orders the trials at a rung, the best first.</summary>
/// <remarks>
/// With one goal by its loss. With several by non-dominated fronts (N. Srinivas, K. Deb, 1994): first those that no other one beats in one goal without losing in another,
/// then those that are so among the rest, and so on; within a front by crowding distance (K. Deb et al., NSGA-II, 2002), so that trials that stand apart go first.
/// What is alike is ordered by the trial's number, the older one first. The order in which trials came makes no difference.
/// </remarks>
internal static class RungOrder
{
    /// <summary>The trials, best first.</summary>
    public static List<int> BestFirst(IEnumerable<(int Trial, IReadOnlyList<double> Losses)> trials)
    {
        var all = trials.OrderBy(entry => entry.Trial).ToList();
        return [.. NondominatedSort.BestFirst([.. all.Select(entry => entry.Losses)]).Select(place => all[place].Trial)];
    }
}
