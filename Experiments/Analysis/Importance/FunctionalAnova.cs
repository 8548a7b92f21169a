using System.Numerics;

namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>
/// Divides the variance of a tree over the whole space among the axes and pairs of them (F. Hutter, H. Hoos, K. Leyton-Brown, An Efficient Approach for
/// Assessing Hyperparameter Importance, 2014). All places of the unit cube, and all categories, count the same, however often they were tried.
/// </summary>
internal sealed class FunctionalAnova(IReadOnlyList<ParameterAxis> axes, RegressionTree tree)
{
    // Pairs are looked at on a grid: the exact pieces of two axes would be too many.
    private const int Grid = 16;

    /// <summary>The mean over the whole space.</summary>
    public double Mean { get; } = Expect(axes, tree.Root, [], value => value);

    /// <summary>The variance over the whole space.</summary>
    public double Variance()
    {
        var mean = Mean;
        return Expect(axes, tree.Root, [], value => (value - mean) * (value - mean));
    }

    /// <summary>The variance of the mean over all other axes along one axis.</summary>
    public double Variance(int axis)
    {
        var pieces = axes[axis].IsCategorical
            ? Enumerable.Range(0, axes[axis].Categories.Count).Select(category => ((double)category, 1.0 / axes[axis].Categories.Count))
            : (IEnumerable<(double, double)>)Pieces(axis);
        return pieces.Sum(piece => piece.Item2 * Square(Marginal(axis, piece.Item1) - Mean));
    }

    /// <summary>The variance along two axes together that neither explains alone; never below 0.</summary>
    public double Interaction(int first, int second)
    {
        var together = Surface(first, second, Even);
        var mean = together.Average(row => row.Average());
        var alongFirst = together.Average(row => Square(row.Average() - mean));
        var alongSecond = Enumerable.Range(0, together[0].Length).Average(k => Square(together.Average(row => row[k]) - mean));
        return Math.Max(0, together.Average(row => row.Average(value => Square(value - mean))) - alongFirst - alongSecond);
    }

    /// <summary>The mean over all other axes at each pair of <see cref="Points"/> of two axes: a row for each of the first.</summary>
    public double[][] Surface(int first, int second) => Surface(first, second, Points);

    /// <summary>The mean over all other axes at a place of one axis.</summary>
    public double Marginal(int axis, double place) => Marginal([(axis, place)]);

    /// <summary>Places that stand for an axis: every category, every number tried where these are few, otherwise the middles of equal parts; whole numbers where only such were tried.</summary>
    public double[] Points(int axis) => axes[axis] switch
    {
        { Values: { Count: > 0 } values } few => [.. values.Select(few.Place)],
        { IsWhole: true } whole => [.. Even(axis).Select(whole.ValueAt).Distinct().Select(whole.Place)],
        _ => Even(axis),
    };

    // What is averaged over has to be spread evenly, wherever trials were.
    private double[] Even(int axis) => axes[axis].IsCategorical
        ? [.. Enumerable.Range(0, axes[axis].Categories.Count).Select(category => (double)category)]
        : [.. Enumerable.Range(0, Grid).Select(k => (k + 0.5) / Grid)];

    private double[][] Surface(int first, int second, Func<int, double[]> points) =>
        [.. points(first).Select(x => points(second).Select(y => Marginal([(first, x), (second, y)])).ToArray())];

    private double Marginal((int Axis, double Place)[] fixedPlaces) => Expect(axes, tree.Root, fixedPlaces, value => value);

    // The pieces of an axis on which the tree's marginal is constant: the middle of each, and its length.
    private List<(double Place, double Length)> Pieces(int axis)
    {
        var cuts = new SortedSet<double> { 0, 1 };
        void Gather(TreeNode node)
        {
            if (node.IsLeaf)
            {
                return;
            }

            if (node.Axis == axis)
            {
                cuts.Add(node.Threshold);
            }

            Gather(node.Left!);
            Gather(node.Right!);
        }

        Gather(tree.Root);
        return [.. cuts.Zip(cuts.Skip(1), (from, to) => ((from + to) / 2, to - from))];
    }

    // The mean of a function of the tree's value, with some axes held where they are and all others everywhere.
    private static double Expect(IReadOnlyList<ParameterAxis> axes, TreeNode root, (int Axis, double Place)[] held, Func<double, double> of)
    {
        var low = new double[axes.Count];
        var high = axes.Select(_ => 1.0).ToArray();
        var left = axes.Select(axis => (BigInteger.One << axis.Categories.Count) - 1).ToArray();
        return At(root);

        double At(TreeNode node)
        {
            if (node.IsLeaf)
            {
                return of(node.Value);
            }

            var axis = node.Axis;
            foreach (var (heldAxis, place) in held)
            {
                if (heldAxis == axis)
                {
                    return At((axes[axis].IsCategorical ? node.IsLeft((int)place) : place <= node.Threshold) ? node.Left! : node.Right!);
                }
            }

            return axes[axis].IsCategorical ? ByCategory(node, axis) : ByNumber(node, axis);
        }

        double ByNumber(TreeNode node, int axis)
        {
            var (from, to) = (low[axis], high[axis]);
            var share = (node.Threshold - from) / (to - from);
            high[axis] = node.Threshold;
            var below = At(node.Left!);
            (low[axis], high[axis]) = (node.Threshold, to);
            var above = At(node.Right!);
            low[axis] = from;
            return (share * below) + ((1 - share) * above);
        }

        // A category that no sample of this node had goes to the right with those that had.
        double ByCategory(TreeNode node, int axis)
        {
            var here = left[axis];
            var (inside, outside) = (here & node.LeftCategories, here & ~node.LeftCategories);
            var share = (double)Count(inside) / Count(here);
            left[axis] = inside;
            var mean = share == 0 ? 0 : share * At(node.Left!);
            left[axis] = outside;
            mean += share == 1 ? 0 : (1 - share) * At(node.Right!);
            left[axis] = here;
            return mean;
        }
    }

    private static int Count(BigInteger mask)
    {
        var count = 0;
        for (; !mask.IsZero; mask >>= 1)
        {
            count += mask.IsEven ? 0 : 1;
        }

        return count;
    }

    private static double Square(double value) => value * value;
}
