using ActorTraining.Experiments.Search.Space;

namespace ActorTraining.Experiments.Search.Tpe;

/// <summary>How wide the kernels of a density are: by each dimension, the standard deviation; for categories, the share that goes to all of them evenly.</summary>
/// <param name="widths">One for each dimension.</param>
internal sealed class KernelWidths(double[] widths)
{
    // No range is known better than this.
    private const double Least = 1e-3;

    /// <summary>The width in a dimension.</summary>
    public double this[int dimension] => widths[dimension];

    /// <summary>Widths by how far some points lie apart (D. W. Scott: Multivariate density estimation, 1992).</summary>
    /// <param name="dimensions">The dimensions.</param>
    /// <param name="points">[points, dimensions], NaN where a dimension does not count.</param>
    /// <param name="stretch">Stretches all widths.</param>
    public static KernelWidths Of(IReadOnlyList<Dimension> dimensions, IReadOnlyList<double[]> points, double stretch) =>
        new([.. dimensions.Select(dimension => Width(dimension, points, stretch, dimensions.Count))]);

    private static double Width(Dimension dimension, IReadOnlyList<double[]> points, double stretch, int dimensions)
    {
        var (count, mean, squares) = (0, 0.0, 0.0);
        foreach (var point in points)
        {
            var value = point[dimension.Index];
            if (double.IsNaN(value))
                continue;
            // B. P. Welford's update (1962).
            var step = value - mean;
            mean += step / ++count;
            squares += step * (value - mean);
        }
        if (dimension.Kind == DimensionKind.Categorical)
            return dimension.Count!.Value / (double)(dimension.Count.Value + count);
        // As if one more point had come from anywhere: few points that happen to lie close together say little.
        var deviation = Math.Sqrt((squares + 1.0 / 12) / (count + 1));
        var least = dimension.Count is { } levels ? Math.Max(Least, 0.5 / levels) : Least;
        return Math.Clamp(stretch * deviation * Math.Pow(count + 1, -1.0 / (dimensions + 4)), least, 1);
    }
}
