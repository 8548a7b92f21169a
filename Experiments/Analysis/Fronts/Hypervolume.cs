namespace ActorTraining.Experiments.Analysis.Fronts;

/// <summary>How much of the space of losses a set of results has conquered.</summary>
public static class Hypervolume
{
    /// <summary>The volume of what the results dominate, up to a reference point; exact for any number of goals.</summary>
    /// <param name="losses">[results, goals]; the lower the better. Results that are not better than the reference in every goal add nothing.</param>
    /// <param name="reference">The worst that counts, one loss for each goal.</param>
    /// <remarks>
    /// With two goals a sweep; with more, each result adds what it dominates and those after it do not (L. While, L. Bradstreet, L. Barone: A fast way of
    /// calculating exact hypervolumes, 2012).
    /// </remarks>
    public static double Of(IReadOnlyList<IReadOnlyList<double>> losses, IReadOnlyList<double> reference)
    {
        var within = losses.Where(result => result.Zip(reference).All(pair => pair.First < pair.Second)).ToList();
        return Volume([.. ParetoFront.Of(within).Select(i => within[i])], reference);
    }

    // The front comes sorted by its first goal.
    private static double Volume(List<IReadOnlyList<double>> front, IReadOnlyList<double> reference)
    {
        if (front.Count == 0)
            return 0;
        if (reference.Count == 1)
            return reference[0] - front[0][0];
        return reference.Count == 2 ? Area(front, reference) : front.Index().Sum(result => Exclusive(front, result.Index, reference));
    }

    private static double Area(List<IReadOnlyList<double>> front, IReadOnlyList<double> reference)
    {
        var (area, height) = (0.0, reference[1]);
        foreach (var result in front)
        {
            area += (reference[0] - result[0]) * (height - result[1]);
            height = result[1];
        }
        return area;
    }

    private static double Exclusive(List<IReadOnlyList<double>> front, int index, IReadOnlyList<double> reference)
    {
        var result = front[index];
        var box = result.Zip(reference).Aggregate(1.0, (product, pair) => product * (pair.Second - pair.First));
        // What those after it share with it: each of them made as bad as it is where it is better.
        var shared = front.Skip(index + 1).Select(other => (IReadOnlyList<double>)[.. other.Zip(result, Math.Max)]).ToList();
        return box - Volume([.. ParetoFront.Of(shared).Select(i => shared[i])], reference);
    }
}
