namespace ActorTraining.Experiments.Analysis.Fronts;

/// <summary>The results that no other one beats in one goal without losing in another.</summary>
public static class ParetoFront
{
    /// <summary>The front of some results; of those that are equal in every goal, the first alone.</summary>
    /// <param name="losses">[results, goals]; the lower the better. A result with a NaN is left out.</param>
    /// <returns>Positions in <paramref name="losses"/>, the best in the first goal first; of equals in that, the best in the second, and so on.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<IReadOnlyList<double>> losses)
    {
        var order = Enumerable.Range(0, losses.Count).Where(i => !losses[i].Any(double.IsNaN)).Order(Comparer<int>.Create((a, b) => Compare(losses, a, b)));
        var front = new List<int>();
        // Nothing that comes later in this order can dominate what came before.
        foreach (var candidate in order)
        {
            var least = front.Count > 0 && losses[candidate].Count == 2 ? front.Count - 1 : 0;
            if (!Any(front, least, kept => IsCovered(losses[candidate], losses[kept])))
                front.Add(candidate);
        }
        return front;
    }

    /// <summary>Whether one result is at least as good as another in every goal, and better in one.</summary>
    /// <param name="a">Losses, the lower the better.</param>
    /// <param name="b">The losses of the other.</param>
    public static bool Dominates(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var isBetter = false;
        for (var goal = 0; goal < a.Count; goal++)
        {
            if (a[goal] > b[goal])
                return false;
            isBetter |= a[goal] < b[goal];
        }
        return isBetter;
    }

    private static bool IsCovered(IReadOnlyList<double> candidate, IReadOnlyList<double> kept)
    {
        for (var goal = 0; goal < candidate.Count; goal++)
        {
            if (kept[goal] > candidate[goal])
                return false;
        }
        return true;
    }

    // With two goals, the last of the front is the best in the second: if that does not cover a candidate, none does.
    private static bool Any(List<int> front, int first, Func<int, bool> covers)
    {
        for (var i = first; i < front.Count; i++)
        {
            if (covers(front[i]))
                return true;
        }
        return false;
    }

    private static int Compare(IReadOnlyList<IReadOnlyList<double>> losses, int a, int b)
    {
        for (var goal = 0; goal < losses[a].Count; goal++)
        {
            if (losses[a][goal].CompareTo(losses[b][goal]) is not 0 and var order)
                return order;
        }
        return a.CompareTo(b);
    }
}
