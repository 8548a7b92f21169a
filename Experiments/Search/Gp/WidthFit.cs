using ActorTraining.Experiments.Search.Numerics;

namespace ActorTraining.Experiments.Search.Gp;

/// <summary>Finds the kernel's widths under which the values are likeliest.</summary>
/// <remarks>
/// The logarithm of the marginal likelihood (C. E. Rasmussen, C. K. I. Williams, 2006, section 5.4.1), the signal's variance being the likeliest one for the
/// widths, and a prior that has longer scales in more dimensions (C. Hvarfner et al.: Vanilla Bayesian optimization performs great in high dimensions, 2024).
/// </remarks>
internal sealed class WidthFit
{
    private const double PriorDeviation = 1;
    private const double NoisePriorMean = -8;
    private const double NoisePriorDeviation = 3;

    private readonly int[] _groups;
    private readonly IReadOnlyList<double[]> _points;
    private readonly double[] _values;
    private readonly int _dimensions;
    private readonly double _priorMean;

    // [dimensions][pairs]: the squares of the distances of all pairs of points, those of the second point 1 first.
    private readonly double[][] _squares;

    /// <summary>Prepares the fit.</summary>
    /// <param name="map">The features.</param>
    /// <param name="dimensions">The number of dimensions, at least 1.</param>
    /// <param name="points">[points, features].</param>
    /// <param name="values">[points], with the mean 0.</param>
    public WidthFit(FeatureMap map, int dimensions, IReadOnlyList<double[]> points, IReadOnlyList<double> values)
    {
        (_groups, _dimensions, _points, _values) = (map.Groups, dimensions, points, [.. values]);
        _priorMean = Math.Log(0.35) + 0.5 * Math.Log(dimensions);
        _squares = [.. Enumerable.Range(0, dimensions).Select(_ => new double[points.Count * (points.Count - 1) / 2])];
        for (int i = 1, pair = 0; i < points.Count; i++)
        {
            for (var j = 0; j < i; j++, pair++)
            {
                for (var feature = 0; feature < _groups.Length; feature++)
                {
                    var difference = points[i][feature] - points[j][feature];
                    _squares[_groups[feature]][pair] += difference * difference;
                }
            }
        }
    }

    /// <summary>The widths that are best of those found from some starts.</summary>
    /// <param name="starts">How often to start: once at the prior, then around it.</param>
    /// <param name="iterations">The most steps of each.</param>
    /// <param name="random">Draws the starts.</param>
    public KernelWidths Best(int starts, int iterations, RandomStream random)
    {
        double[] low = [.. Enumerable.Repeat(Math.Log(0.01), _dimensions), Math.Log(1e-6)], high = [.. Enumerable.Repeat(Math.Log(100), _dimensions), Math.Log(2)];
        var minimiser = new BoxMinimiser(Loss, low, high);
        double[] prior = [.. Enumerable.Repeat(_priorMean, _dimensions), NoisePriorMean];
        var best = (Point: prior, Value: double.PositiveInfinity);
        for (var start = 0; start < starts; start++)
        {
            double[] from = start == 0 ? prior : [.. prior.Select((x, i) => Math.Clamp(x + random.Normal() * (i < _dimensions ? PriorDeviation : NoisePriorDeviation), low[i], high[i]))];
            var found = minimiser.From(from, iterations);
            if (found.Value < best.Value)
                best = found;
        }
        return new KernelWidths(best.Point, _groups);
    }

    /// <summary>Minus the logarithm of the posterior density of widths, up to a constant, and its gradient.</summary>
    /// <param name="logarithms">[dimensions + 1]: the length scales and the noise, as <see cref="KernelWidths"/> takes them.</param>
    public (double Value, double[] Gradient) Loss(double[] logarithms)
    {
        var (n, noise) = (_points.Count, Math.Exp(logarithms[^1]));
        double[] scales = [.. logarithms.Take(_dimensions).Select(logarithm => Math.Exp(-2 * logarithm))];
        var (rows, slopes) = Correlations(scales, noise);
        if (Cholesky.Of(rows) is not { } cholesky)
            return (double.PositiveInfinity, []);
        var solution = cholesky.Solve(_values);
        var variance = Math.Max(VectorMath.Dot(solution, _values) / n, 1e-12);
        var value = 0.5 * (n * Math.Log(variance) + cholesky.LogDeterminant);
        var gradient = new double[_dimensions + 1];
        var inverse = cholesky.Inverse();
        var pulls = new double[slopes.Length];
        for (int i = 0, pair = 0; i < n; i++)
        {
            gradient[^1] -= 0.5 * noise * (solution[i] * solution[i] / variance - inverse[i][i]);
            for (var j = 0; j < i; j++, pair++)
                pulls[pair] = slopes[pair] * (solution[i] * solution[j] / variance - inverse[i][j]);
        }
        // By the logarithm of a length scale, the scaled square of a distance changes by minus twice itself.
        for (var dimension = 0; dimension < _dimensions; dimension++)
            gradient[dimension] = 2 * scales[dimension] * VectorMath.Dot(pulls, _squares[dimension]);
        for (var i = 0; i < gradient.Length; i++)
        {
            var (mean, deviation) = i < _dimensions ? (_priorMean, PriorDeviation) : (NoisePriorMean, NoisePriorDeviation);
            var away = (logarithms[i] - mean) / deviation;
            value += 0.5 * away * away;
            gradient[i] += away / deviation;
        }
        return (value, gradient);
    }

    // The correlations, and their derivatives by the scaled squares of the distances.
    private (double[][] Rows, double[] Slopes) Correlations(double[] scales, double noise)
    {
        var (rows, slopes) = (new double[_points.Count][], new double[_points.Count * (_points.Count - 1) / 2]);
        for (int i = 0, pair = 0; i < rows.Length; i++)
        {
            rows[i] = new double[i + 1];
            rows[i][i] = 1 + noise;
            for (var j = 0; j < i; j++, pair++)
            {
                var square = 0.0;
                for (var dimension = 0; dimension < _dimensions; dimension++)
                    square += scales[dimension] * _squares[dimension][pair];
                var distance = Math.Sqrt(5 * square);
                var decay = Math.Exp(-distance);
                rows[i][j] = (1 + distance + 5.0 / 3 * square) * decay;
                slopes[pair] = -5.0 / 6 * (1 + distance) * decay;
            }
        }
        return (rows, slopes);
    }
}
