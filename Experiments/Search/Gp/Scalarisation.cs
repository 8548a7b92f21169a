using ActorTraining.Experiments.Search.Learning;

namespace ActorTraining.Experiments.Search.Gp;

/// <summary>Makes one loss of several: the augmented Tchebycheff function with random weights (J. Knowles: ParEGO, 2006).</summary>
internal static class Scalarisation
{
    private const double Augmentation = 0.05;

    /// <summary>A loss for each result.</summary>
    /// <param name="results">Results with losses, at least one.</param>
    /// <param name="objectives">The number of objectives; one stays as it is.</param>
    /// <param name="random">Draws the weights, evenly from all that add up to 1.</param>
    public static double[] Of(IReadOnlyList<Observation> results, int objectives, RandomStream random)
    {
        if (objectives == 1)
            return [.. results.Select(result => result.Losses![0])];
        double[] raw = [.. Enumerable.Range(0, objectives).Select(_ => -Math.Log(random.Open()))];
        double[] weights = [.. raw.Select(weight => weight / raw.Sum())];
        var shares = Enumerable.Range(0, objectives).Select(objective => Shares(results, objective)).ToList();
        return [.. results.Select((_, i) =>
        {
            double[] weighted = [.. weights.Select((weight, objective) => weight * shares[objective][i])];
            return weighted.Max() + Augmentation * weighted.Sum();
        })];
    }

    // From 0 for the best to 1 for the worst; in halves, so that the span of the largest numbers is finite.
    private static double[] Shares(IReadOnlyList<Observation> results, int objective)
    {
        double[] halves = [.. results.Select(result => result.Losses![objective] / 2)];
        var (least, span) = (halves.Min(), halves.Max() - halves.Min());
        return [.. halves.Select(half => span > 0 ? (half - least) / span : 0)];
    }
}
