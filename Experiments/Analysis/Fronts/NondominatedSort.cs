namespace ActorTraining.Experiments.Analysis.Fronts;

/// <summary>Orders results with several goals.</summary>
/// <remarks>
/// By fronts (N. Srinivas, K. Deb: Multiobjective optimization using nondominated sorting in genetic algorithms, 1994): first the results that no other one
/// dominates, then those that are so among the rest, and so on; within a front by crowding distance (K. Deb et al.: A fast and elitist multiobjective genetic
/// algorithm: NSGA-II, 2002), so that results that stand apart go first. What is alike keeps its order.
/// </remarks>
public static class NondominatedSort
{
    /// <summary>The fronts, the best first.</summary>
    /// <param name="losses">[results, goals]; the lower the better, no NaN.</param>
    /// <returns>Positions in <paramref name="losses"/>, in ascending order within a front.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Fronts(IReadOnlyList<IReadOnlyList<double>> losses)
    {
        var dominated = new List<int>[losses.Count];
        var dominators = new int[losses.Count];
        for (var a = 0; a < losses.Count; a++)
        {
            dominated[a] = [];
            for (var b = 0; b < a; b++)
            {
                var (winner, loser) = ParetoFront.Dominates(losses[a], losses[b]) ? (a, b) : ParetoFront.Dominates(losses[b], losses[a]) ? (b, a) : (-1, -1);
                if (winner < 0)
                    continue;
                dominated[winner].Add(loser);
                dominators[loser]++;
            }
        }
        var fronts = new List<IReadOnlyList<int>>();
        for (List<int> front = [.. Enumerable.Range(0, losses.Count).Where(i => dominators[i] == 0)]; front.Count > 0;)
        {
            fronts.Add(front);
            front = [.. front.SelectMany(winner => dominated[winner]).Where(loser => --dominators[loser] == 0).Order()];
        }
        return fronts;
    }

    /// <summary>All results, the best first.</summary>
    /// <param name="losses">[results, goals]; the lower the better, no NaN.</param>
    /// <returns>Positions in <paramref name="losses"/>.</returns>
    public static IReadOnlyList<int> BestFirst(IReadOnlyList<IReadOnlyList<double>> losses)
    {
        if (losses.Count > 0 && losses[0].Count == 1)
            return [.. Enumerable.Range(0, losses.Count).OrderBy(i => losses[i][0])];
        return [.. Fronts(losses).SelectMany(front => Spread(losses, front))];
    }

    /// <summary>How far each result of a front is from its neighbours: the sum over the goals of the gap around it, as a share of the front's span; infinite at the ends.</summary>
    /// <param name="losses">[results, goals].</param>
    /// <param name="front">Positions in <paramref name="losses"/>.</param>
    /// <returns>A distance for each of <paramref name="front"/>.</returns>
    public static double[] Crowding(IReadOnlyList<IReadOnlyList<double>> losses, IReadOnlyList<int> front)
    {
        var distances = new double[front.Count];
        for (var goal = 0; goal < losses[front[0]].Count; goal++)
        {
            var along = Enumerable.Range(0, front.Count).OrderBy(i => losses[front[i]][goal]).ToArray();
            double Loss(int place) => losses[front[along[place]]][goal];
            var span = Loss(along.Length - 1) - Loss(0);
            distances[along[0]] = distances[along[^1]] = double.PositiveInfinity;
            for (var place = 1; place < along.Length - 1 && span > 0 && double.IsFinite(span); place++)
                distances[along[place]] += (Loss(place + 1) - Loss(place - 1)) / span;
        }
        return distances;
    }

    private static IEnumerable<int> Spread(IReadOnlyList<IReadOnlyList<double>> losses, IReadOnlyList<int> front)
    {
        var distances = Crowding(losses, front);
        return Enumerable.Range(0, front.Count).OrderByDescending(i => distances[i]).Select(i => front[i]);
    }
}
