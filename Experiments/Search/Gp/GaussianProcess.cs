using ActorTraining.Experiments.Search.Numerics;

namespace ActorTraining.Experiments.Search.Gp;

/// <summary>A Gaussian process with a Matérn kernel of smoothness 5/2, conditioned on values at some points.</summary>
/// <remarks>C. E. Rasmussen, C. K. I. Williams: Gaussian Processes for Machine Learning (2006), algorithm 2.1. Values have the mean 0.</remarks>
internal sealed class GaussianProcess
{
    private readonly KernelWidths _widths;
    private readonly List<double[]> _points;
    private readonly List<double> _values;
    private readonly Cholesky _cholesky;
    private readonly double _variance;
    private double[] _solution;

    private GaussianProcess(KernelWidths widths, List<double[]> points, List<double> values, Cholesky cholesky)
    {
        (_widths, _points, _values, _cholesky) = (widths, points, values, cholesky);
        _solution = cholesky.Solve(values.ToArray());
        _variance = Math.Max(VectorMath.Dot(_solution, values.ToArray()) / values.Count, 1e-12);
    }

    /// <summary>Conditions the process.</summary>
    /// <param name="widths">How far values are alike, and how much noise is on them.</param>
    /// <param name="points">[points, features].</param>
    /// <param name="values">[points].</param>
    /// <returns>Null where the points lie too close for the arithmetic.</returns>
    public static GaussianProcess? Of(KernelWidths widths, IReadOnlyList<double[]> points, IReadOnlyList<double> values)
    {
        var rows = points.Select((point, i) =>
        {
            var row = new double[i + 1];
            for (var j = 0; j < i; j++)
                row[j] = widths.Correlation(point, points[j]);
            row[i] = 1 + widths.Noise;
            return row;
        });
        return Cholesky.Of([.. rows]) is { } cholesky ? new GaussianProcess(widths, [.. points], [.. values], cholesky) : null;
    }

    /// <summary>What is expected at a point, and with what variance; without the noise.</summary>
    public (double Mean, double Variance) At(double[] point)
    {
        var correlations = Correlations(point);
        var explained = _cholesky.Forward(correlations);
        return (VectorMath.Dot(correlations, _solution), _variance * Math.Max(1 - VectorMath.Dot(explained, explained), 1e-12));
    }

    /// <summary>As <see cref="At"/>, with the derivatives along each feature.</summary>
    public (double Mean, double Variance, double[] MeanSlope, double[] VarianceSlope) SlopeAt(double[] point)
    {
        var correlations = Correlations(point);
        var weights = _cholesky.Solve(correlations);
        double[] mean = new double[point.Length], variance = new double[point.Length];
        for (var i = 0; i < _points.Count; i++)
        {
            var slope = _widths.SlopeBySquare(point, _points[i]);
            for (var feature = 0; feature < point.Length; feature++)
            {
                var change = 2 * slope * _widths.Scale(feature) * (point[feature] - _points[i][feature]);
                mean[feature] += _solution[i] * change;
                variance[feature] -= 2 * _variance * weights[i] * change;
            }
        }
        var rest = _variance * Math.Max(1 - VectorMath.Dot(correlations, weights), 1e-12);
        return (VectorMath.Dot(correlations, _solution), rest, mean, variance);
    }

    /// <summary>Believes that a point will have the value that is expected there: the variance around it falls, the mean stays.</summary>
    public void Believe(double[] point)
    {
        var value = At(point).Mean;
        if (!_cholesky.TryAppend([.. Correlations(point), 1 + _widths.Noise]))
            return;
        _points.Add(point);
        _values.Add(value);
        _solution = _cholesky.Solve(_values.ToArray());
    }

    private double[] Correlations(double[] point)
    {
        var correlations = new double[_points.Count];
        for (var i = 0; i < correlations.Length; i++)
            correlations[i] = _widths.Correlation(point, _points[i]);
        return correlations;
    }
}
