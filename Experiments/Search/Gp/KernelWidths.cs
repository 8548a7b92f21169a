namespace ActorTraining.Experiments.Search.Gp;

/// <summary>How far values are alike along each dimension, and how much noise is on them.</summary>
internal sealed class KernelWidths
{
    private static readonly double Root5 = Math.Sqrt(5);

    private readonly double[] _scales;
    private readonly double[] _logarithms;
    private readonly int[] _groups;

    /// <summary>Creates them.</summary>
    /// <param name="logarithms">The logarithm of the length scale of each dimension, and last that of the noise's variance, as a share of the signal's.</param>
    /// <param name="groups">The dimension of each feature.</param>
    public KernelWidths(double[] logarithms, int[] groups)
    {
        (_logarithms, _groups) = (logarithms, groups);
        Noise = Math.Exp(logarithms[^1]);
        _scales = [.. groups.Select(group => Math.Exp(-2 * logarithms[group]))];
    }

    /// <summary>The variance of the noise, as a share of the signal's.</summary>
    public double Noise { get; }

    /// <summary>With all length scales times a factor.</summary>
    public KernelWidths Stretched(double factor) => new([.. _logarithms[..^1].Select(logarithm => logarithm + Math.Log(factor)), _logarithms[^1]], _groups);

    /// <summary>One over the square of a feature's length scale.</summary>
    public double Scale(int feature) => _scales[feature];

    /// <summary>The correlation of the values at two points: (1 + √5 r + 5/3 r²) exp(-√5 r).</summary>
    public double Correlation(double[] a, double[] b)
    {
        var square = Square(a, b);
        var distance = Root5 * Math.Sqrt(square);
        return (1 + distance + 5.0 / 3 * square) * Math.Exp(-distance);
    }

    /// <summary>The derivative of <see cref="Correlation"/> by the square of the scaled distance.</summary>
    public double SlopeBySquare(double[] a, double[] b)
    {
        var distance = Root5 * Math.Sqrt(Square(a, b));
        return -5.0 / 6 * (1 + distance) * Math.Exp(-distance);
    }

    private double Square(double[] a, double[] b)
    {
        var square = 0.0;
        for (var feature = 0; feature < a.Length; feature++)
        {
            var difference = a[feature] - b[feature];
            square += _scales[feature] * difference * difference;
        }
        return square;
    }
}
