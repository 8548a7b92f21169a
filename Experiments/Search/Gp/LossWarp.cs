namespace ActorTraining.Experiments.Search.Gp;

/// <summary>Losses on a scale on which they look normal: the logarithm of how far they are above the best, and some.</summary>
/// <remarks>
/// A loss that spans orders of magnitude is no Gaussian process, its logarithm often is. How much is added before the logarithm is taken is what makes the
/// values likeliest to be normal (G. E. P. Box, D. R. Cox: An analysis of transformations, 1964). Where that makes no great difference the scale stays as it is.
/// </remarks>
internal static class LossWarp
{
    // As shares of what the middle result is above the best.
    private static readonly double[] Offsets = [1, 3, 10];

    // The logarithm of how much likelier the values have to be with the logarithm than without: where there is little to choose, the differences
    // among the best, which it exaggerates, may be noise.
    private const double Evidence = 10;

    /// <summary>The values, with the mean 0 and the variance 1, in the same order of size.</summary>
    /// <param name="losses">Finite values, at least one.</param>
    public static double[] Of(IReadOnlyList<double> losses)
    {
        // Halves, so that the span of the largest numbers is finite.
        var least = losses.Min() / 2;
        var span = losses.Max() / 2 - least;
        if (span <= 0)
            return new double[losses.Count];
        double[] above = [.. losses.Select(loss => (loss / 2 - least) / span)];
        var typical = Math.Max(above.Order().ElementAt(above.Length / 2), 1e-9);
        var straight = Scaled(above, 0);
        var warped = Offsets.Select(offset => Logarithms(above, offset * typical)).MaxBy(candidate => candidate.Likelihood);
        return warped.Likelihood > straight.Likelihood + Evidence ? warped.Values : straight.Values;
    }

    // What an interval of losses is stretched by counts against the transformation.
    private static (double[] Values, double Likelihood) Logarithms(double[] above, double offset)
    {
        double[] logs = [.. above.Select(value => Math.Log(value + offset))];
        return Scaled(logs, logs.Sum());
    }

    private static (double[] Values, double Likelihood) Scaled(double[] values, double stretch)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return deviation > 0
            ? ([.. values.Select(value => (value - mean) / deviation)], -values.Length * Math.Log(deviation) - stretch)
            : (new double[values.Length], double.NegativeInfinity);
    }
}
