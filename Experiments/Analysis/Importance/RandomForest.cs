using ActorTraining.Experiments.Search;

namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>Regression trees that each saw another draw of the samples (L. Breiman, Random Forests, 2001).</summary>
internal sealed class RandomForest
{
    /// <summary>The number of trees.</summary>
    public const int Trees = 64;

    // Leaves of a few samples keep noise from looking like structure, and trees from growing with the square of what they cost.
    private const int LeastInLeaf = 2;
    private const int MostLeaves = 256;

    // The share of the axes that a split may take, so that trees differ.
    private const double AxesShare = 5.0 / 6;

    private RandomForest(IReadOnlyList<RegressionTree> members, double r2) => (Members, OutOfBagR2) = (members, r2);

    /// <summary>The trees.</summary>
    public IReadOnlyList<RegressionTree> Members { get; }

    /// <summary>How much of the variance of samples is predicted by the trees that did not see them: 1 for all, 0 or less for none.</summary>
    public double OutOfBagR2 { get; }

    /// <summary>Grows a forest. The same samples and seed give the same one.</summary>
    /// <param name="axes">What the columns of <paramref name="places"/> are.</param>
    /// <param name="places">The places of each sample, <c>[samples][axes]</c>.</param>
    /// <param name="values">The value of each sample.</param>
    /// <param name="seed">Decides about the draws.</param>
    public static RandomForest Grow(IReadOnlyList<ParameterAxis> axes, double[][] places, double[] values, ulong seed)
    {
        var leastInLeaf = Math.Max(LeastInLeaf, values.Length / MostLeaves);
        var (sums, counts) = (new double[values.Length], new int[values.Length]);
        var members = new List<RegressionTree>();
        var drawn = 0UL;
        int Below(int bound) => (int)(SplitMix64.Unit(SplitMix64.Output(seed, ++drawn)) * bound);
        for (var t = 0; t < Trees; t++)
        {
            var rows = Enumerable.Range(0, values.Length).Select(_ => Below(values.Length)).ToArray();
            var tree = RegressionTree.Grow(axes, places, values, rows, leastInLeaf, () => Pick(axes.Count, Below));
            members.Add(tree);
            foreach (var row in Enumerable.Range(0, values.Length).Except(rows))
            {
                sums[row] += tree.Predict(places[row]);
                counts[row]++;
            }
        }

        return new RandomForest(members, R2(values, sums, counts));
    }

    private static List<int> Pick(int count, Func<int, int> below)
    {
        var axes = Enumerable.Range(0, count).ToList();
        var keep = Math.Max(1, (int)Math.Ceiling(count * AxesShare));
        while (axes.Count > keep)
        {
            axes.RemoveAt(below(axes.Count));
        }

        return axes;
    }

    private static double R2(double[] values, double[] sums, int[] counts)
    {
        var seen = Enumerable.Range(0, values.Length).Where(row => counts[row] > 0).ToList();
        var mean = seen.Average(row => values[row]);
        var total = seen.Sum(row => Math.Pow(values[row] - mean, 2));
        return total == 0 ? 0 : 1 - (seen.Sum(row => Math.Pow(values[row] - (sums[row] / counts[row]), 2)) / total);
    }
}
