namespace ActorTraining.Experiments.Analysis;

/// <summary>Spearman's rank correlation: how far two quantities rise and fall together, whatever their shape.</summary>
internal static class RankCorrelation
{
    /// <summary>The correlation of the ranks, in [-1, 1]; equal values share their mean rank. 0 where one of the two does not vary.</summary>
    public static double Of(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        double[] ranksA = Ranks(a), ranksB = Ranks(b);
        double mean = (a.Count + 1) / 2.0, both = 0, squareA = 0, squareB = 0;
        for (var i = 0; i < a.Count; i++)
        {
            both += (ranksA[i] - mean) * (ranksB[i] - mean);
            squareA += (ranksA[i] - mean) * (ranksA[i] - mean);
            squareB += (ranksB[i] - mean) * (ranksB[i] - mean);
        }

        return squareA == 0 || squareB == 0 ? 0 : both / Math.Sqrt(squareA * squareB);
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        var ranks = new double[values.Count];
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from + 1; to < order.Length && values[order[to]] == values[order[from]]; to++) { }
            for (var i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2.0;
        }

        return ranks;
    }
}
