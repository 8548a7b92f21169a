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
        return all.Count == 0 || all[0].Losses.Count == 1
            ? [.. all.OrderBy(entry => entry.Losses[0]).Select(entry => entry.Trial)]
            : [.. Fronts(all).SelectMany(Spread)];
    }

    private static IEnumerable<List<(int Trial, IReadOnlyList<double> Losses)>> Fronts(List<(int Trial, IReadOnlyList<double> Losses)> rest)
    {
        while (rest.Count > 0)
        {
            var front = rest.Where(entry => !rest.Any(other => Dominates(other.Losses, entry.Losses))).ToList();
            yield return front;
            rest = [.. rest.Except(front)];
        }
    }

    private static bool Dominates(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var isBetter = false;
        for (var i = 0; i < a.Count; i++)
        {
            if (a[i] > b[i])
            {
                return false;
            }

            isBetter |= a[i] < b[i];
        }

        return isBetter;
    }

    private static IEnumerable<int> Spread(List<(int Trial, IReadOnlyList<double> Losses)> front)
    {
        var distances = front.ToDictionary(entry => entry.Trial, _ => 0.0);
        for (var goal = 0; goal < front[0].Losses.Count; goal++)
        {
            var along = front.OrderBy(entry => entry.Losses[goal]).ThenBy(entry => entry.Trial).ToList();
            var span = along[^1].Losses[goal] - along[0].Losses[goal];
            distances[along[0].Trial] = distances[along[^1].Trial] = double.PositiveInfinity;
            for (var i = 1; i < along.Count - 1 && span > 0 && double.IsFinite(span); i++)
            {
                distances[along[i].Trial] += (along[i + 1].Losses[goal] - along[i - 1].Losses[goal]) / span;
            }
        }

        return front.OrderByDescending(entry => distances[entry.Trial]).ThenBy(entry => entry.Trial).Select(entry => entry.Trial);
    }
}
