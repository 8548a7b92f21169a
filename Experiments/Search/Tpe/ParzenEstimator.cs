using ActorTraining.Experiments.Search.Space;

namespace ActorTraining.Experiments.Search.Tpe;

/// <summary>A density over a space: a kernel around each of some points, and one that is even everywhere; all weigh the same.</summary>
/// <remarks>
/// A kernel is a product over the dimensions: a normal distribution cut off at the bounds, or for categories the point's own with most of the
/// probability. On a dimension that does not count at its point it is even: a choice that falls on another alternative than the point's opens
/// dimensions about which the point says nothing. Densities are relative to the even one, so that points with different dimensions compare.
/// </remarks>
internal sealed class ParzenEstimator
{
    private static readonly double LogRootOfTwoPi = 0.5 * Math.Log(2 * Math.PI);

    private const int MostAttempts = 20;

    private readonly IReadOnlyList<Dimension> _dimensions;
    private readonly IReadOnlyList<double[]> _points;
    private readonly KernelWidths _widths;

    // [kernels * dimensions]: the logarithm of the height of the normal kernels; for categories that of being the point's own.
    private readonly double[] _heights;
    private readonly double[] _scales;

    /// <summary>Creates the density.</summary>
    /// <param name="dimensions">The dimensions of the space.</param>
    /// <param name="points">[kernels, dimensions], NaN where a dimension does not count.</param>
    /// <param name="widths">How wide the kernels are.</param>
    public ParzenEstimator(IReadOnlyList<Dimension> dimensions, IReadOnlyList<double[]> points, KernelWidths widths)
    {
        (_dimensions, _points, _widths) = (dimensions, points, widths);
        _scales = [.. Enumerable.Range(0, dimensions.Count).Select(i => -0.5 / (widths[i] * widths[i]))];
        _heights = new double[points.Count * dimensions.Count];
        for (var kernel = 0; kernel < points.Count; kernel++)
        {
            for (var i = 0; i < dimensions.Count; i++)
                _heights[kernel * dimensions.Count + i] = Height(points[kernel][i], i);
        }
    }

    /// <summary>A random point.</summary>
    /// <returns>A coordinate in [0, 1) for each dimension, those that do not count included.</returns>
    public double[] Sample(RandomStream random)
    {
        var (point, kernel) = (new double[_dimensions.Count], random.Below(_points.Count + 1));
        // Half of the points take each coordinate from another kernel: that finds the combination of parameters that do not depend on each other.
        var isMixed = random.Unit() < 0.5;
        for (var i = 0; i < point.Length; i++)
        {
            if (isMixed)
                kernel = Pick(random, i);
            point[i] = kernel < _points.Count && !double.IsNaN(_points[kernel][i]) ? Near(_points[kernel][i], i, random) : random.Unit();
        }
        return point;
    }

    /// <summary>The logarithm of the density at a point.</summary>
    /// <param name="point">A coordinate for each dimension; those that do not count are not looked at.</param>
    public double LogDensity(double[] point)
    {
        Span<int> active = stackalloc int[64];
        if (point.Length > active.Length)
            active = new int[point.Length];
        var count = 0;
        for (var i = 0; i < point.Length; i++)
        {
            if (_dimensions[i].IsActive(point))
                active[count++] = i;
        }
        // The even kernel.
        var (highest, sum) = (0.0, 1.0);
        for (var kernel = 0; kernel < _points.Count; kernel++)
        {
            var log = LogKernel(kernel, point, active[..count]);
            if (log <= highest)
            {
                sum += Math.Exp(log - highest);
                continue;
            }
            sum = sum * Math.Exp(highest - log) + 1;
            highest = log;
        }
        return highest + Math.Log(sum / (_points.Count + 1));
    }

    // A kernel at whose point the dimension counts, if a few attempts find one.
    private int Pick(RandomStream random, int dimension)
    {
        var kernel = random.Below(_points.Count + 1);
        for (var attempt = 0; attempt < MostAttempts && kernel < _points.Count && double.IsNaN(_points[kernel][dimension]); attempt++)
            kernel = random.Below(_points.Count + 1);
        return kernel;
    }

    private double LogKernel(int kernel, double[] point, ReadOnlySpan<int> active)
    {
        var (centre, log) = (_points[kernel], 0.0);
        var heights = _heights.AsSpan(kernel * point.Length, point.Length);
        foreach (var i in active)
        {
            var distance = point[i] - centre[i];
            if (double.IsNaN(distance))
                continue;
            if (_dimensions[i].Kind != DimensionKind.Categorical)
                log += heights[i] + distance * distance * _scales[i];
            else
                log += _dimensions[i].Alternative(point[i]) == _dimensions[i].Alternative(centre[i]) ? heights[i] : Math.Log(_widths[i]);
        }
        return log;
    }

    private double Height(double centre, int i)
    {
        if (double.IsNaN(centre))
            return 0;
        var width = _widths[i];
        if (_dimensions[i].Kind == DimensionKind.Categorical)
            return Math.Log(_dimensions[i].Count!.Value * (1 - width) + width);
        // Far from both bounds nothing is cut off.
        var below = centre > 6 * width ? 0 : NormalDistribution.Cumulative(-centre / width);
        var above = 1 - centre > 6 * width ? 0 : NormalDistribution.Cumulative((centre - 1) / width);
        return -Math.Log(width * (1 - below - above)) - LogRootOfTwoPi;
    }

    private double Near(double centre, int i, RandomStream random)
    {
        if (_dimensions[i].Kind == DimensionKind.Categorical)
            return random.Unit() < _widths[i] ? random.Unit() : centre;
        // The centre lies within the bounds, so about half of all draws do at the worst.
        for (var draw = 0; draw < MostAttempts; draw++)
        {
            var value = centre + _widths[i] * random.Normal();
            if (value is >= 0 and < 1)
                return value;
        }
        return centre;
    }
}
