using System.Numerics;

namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>A regression tree (L. Breiman et al., Classification and Regression Trees, 1984): every split takes most off the squared error.</summary>
internal sealed class RegressionTree
{
    private readonly IReadOnlyList<ParameterAxis> _axes;

    private RegressionTree(IReadOnlyList<ParameterAxis> axes, TreeNode root) => (_axes, Root) = (axes, root);

    /// <summary>The node that holds everything.</summary>
    public TreeNode Root { get; }

    /// <summary>Grows a tree.</summary>
    /// <param name="axes">What the columns of <paramref name="places"/> are.</param>
    /// <param name="places">The places of each sample, <c>[samples][axes]</c>.</param>
    /// <param name="values">The value of each sample.</param>
    /// <param name="rows">The samples to grow it from; one may occur more than once.</param>
    /// <param name="leastInLeaf">The fewest samples in a leaf, at least 1.</param>
    /// <param name="pickAxes">Gives the axes that a split may take.</param>
    public static RegressionTree Grow(
        IReadOnlyList<ParameterAxis> axes, double[][] places, double[] values, int[] rows, int leastInLeaf, Func<IReadOnlyList<int>> pickAxes) =>
        new(axes, new Growing(axes, places, values, leastInLeaf, pickAxes).Node(rows));

    /// <summary>The value at a place.</summary>
    public double Predict(double[] place)
    {
        var node = Root;
        while (!node.IsLeaf)
        {
            var left = _axes[node.Axis].IsCategorical ? node.IsLeft((int)place[node.Axis]) : place[node.Axis] <= node.Threshold;
            node = left ? node.Left! : node.Right!;
        }

        return node.Value;
    }

    private sealed class Growing(IReadOnlyList<ParameterAxis> axes, double[][] places, double[] values, int leastInLeaf, Func<IReadOnlyList<int>> pickAxes)
    {
        public TreeNode Node(int[] rows)
        {
            var mean = rows.Average(row => values[row]);
            if (rows.Length < 2 * leastInLeaf || rows.All(row => values[row] == values[rows[0]]))
            {
                return new TreeNode(mean);
            }

            var best = pickAxes().Select(axis => axes[axis].IsCategorical ? ByCategory(rows, axis) : ByNumber(rows, axis)).MaxBy(split => split.Gain);
            if (best.Node is not { } node)
            {
                return new TreeNode(mean);
            }

            var sides = rows.ToLookup(row => axes[node.Axis].IsCategorical ? node.IsLeft((int)places[row][node.Axis]) : places[row][node.Axis] <= node.Threshold);
            return node with { Value = mean, Left = Node([.. sides[true]]), Right = Node([.. sides[false]]) };
        }

        private (double Gain, TreeNode? Node) ByNumber(int[] rows, int axis)
        {
            var sorted = rows.OrderBy(row => places[row][axis]).ToArray();
            var (cut, gain) = BestCut(sorted, k => places[sorted[k - 1]][axis] < places[sorted[k]][axis]);
            return cut == 0 ? (0, null) : (gain, new TreeNode(0, axis, Between(places[sorted[cut - 1]][axis], places[sorted[cut]][axis])));
        }

        // The middle of neighbouring numbers rounds to one of them, and must not to the upper one: then nothing would be to the right.
        private static double Between(double lower, double upper)
        {
            var middle = (lower / 2) + (upper / 2);
            return middle > lower && middle < upper ? middle : lower;
        }

        // Ordered by their mean, the best division of categories in two is a cut (W. D. Fisher, 1958).
        private (double Gain, TreeNode? Node) ByCategory(int[] rows, int axis)
        {
            var groups = rows.GroupBy(row => (int)places[row][axis]).OrderBy(group => group.Average(row => values[row])).ThenBy(group => group.Key).ToList();
            var sorted = groups.SelectMany(group => group).ToArray();
            var (cut, gain) = BestCut(sorted, k => places[sorted[k - 1]][axis] != places[sorted[k]][axis]);
            if (cut == 0)
            {
                return (0, null);
            }

            var left = sorted.Take(cut).Select(row => (int)places[row][axis]).Distinct().Aggregate(BigInteger.Zero, (mask, category) => mask | (BigInteger.One << category));
            return (gain, new TreeNode(0, axis, LeftCategories: left));
        }

        // The number of samples on the left, 0 for no cut, and what it takes off the squared error.
        private (int Cut, double Gain) BestCut(int[] sorted, Func<int, bool> isBoundary)
        {
            var total = sorted.Sum(row => values[row]);
            var (best, cut, sum) = (1e-12 * Math.Abs(total), 0, 0.0);
            var whole = total * total / sorted.Length;
            for (var k = 1; k < sorted.Length; k++)
            {
                sum += values[sorted[k - 1]];
                if (k < leastInLeaf || sorted.Length - k < leastInLeaf || !isBoundary(k))
                {
                    continue;
                }

                var gain = (sum * sum / k) + ((total - sum) * (total - sum) / (sorted.Length - k)) - whole;
                if (gain > best)
                {
                    (best, cut) = (gain, k);
                }
            }

            return (cut, cut == 0 ? 0 : best);
        }
    }
}
