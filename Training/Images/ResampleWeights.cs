namespace ActorTraining.Training.Images;

/// <summary>Which source pixels make up each target pixel along one axis, and with what weights, in fixed point.</summary>
internal sealed class ResampleWeights
{
    /// <summary>The fractional bits of a weight: what 32 bits leave beside 8 of a pixel and 2 for sums that overshoot.</summary>
    public const int FractionBits = 22;

    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly int[] _weights;
    private readonly int _longest;

    /// <summary>Computes the weights.</summary>
    /// <param name="source">The pixels of the source along the axis.</param>
    /// <param name="target">The pixels wanted.</param>
    /// <param name="interpolation">Bilinear or bicubic.</param>
    public ResampleWeights(int source, int target, Interpolation interpolation)
    {
        double scale = (double)source / target, stretch = Math.Max(scale, 1);
        double support = (interpolation == Interpolation.Bicubic ? 2 : 1) * stretch;
        _longest = ((int)Math.Ceiling(support) * 2) + 1;
        _starts = new int[target];
        _counts = new int[target];
        _weights = new int[checked(target * _longest)];
        double[] weights = new double[_longest];
        for (int i = 0; i < target; i++)
        {
            double centre = (i + 0.5) * scale;
            int start = Math.Max((int)(centre - support + 0.5), 0), end = Math.Min((int)(centre + support + 0.5), source);
            double total = 0;
            for (int k = 0; k < end - start; k++)
            {
                double distance = Math.Abs((k + start - centre + 0.5) * (1 / stretch));
                weights[k] = interpolation == Interpolation.Bicubic ? Cubic(distance) : Math.Max(1 - distance, 0);
                total += weights[k];
            }

            _starts[i] = start;
            _counts[i] = end - start;
            for (int k = 0; k < end - start; k++)
            {
                _weights[(i * _longest) + k] = Fixed(total == 0 ? weights[k] : weights[k] / total);
            }
        }
    }

    /// <summary>The number of target pixels.</summary>
    public int Count => _starts.Length;

    /// <summary>The first source pixel of a target pixel.</summary>
    public int Start(int target) => _starts[target];

    /// <summary>The weights of it and its followers.</summary>
    public ReadOnlySpan<int> Of(int target) => _weights.AsSpan(target * _longest, _counts[target]);

    private static int Fixed(double weight) => (int)((weight * (1 << FractionBits)) + (weight < 0 ? -0.5 : 0.5));

    private static double Cubic(double distance)
    {
        const double a = -0.5;
        return distance < 1 ? ((((a + 2) * distance) - (a + 3)) * distance * distance) + 1
            : distance < 2 ? ((((distance - 5) * distance) + 8) * distance - 4) * a
            : 0;
    }
}
