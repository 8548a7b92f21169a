namespace ActorTraining.Experiments.Search.Gp;

/// <summary>The logarithm of how much a point is expected to improve on the best value.</summary>
/// <remarks>
/// J. Mockus (1975). The logarithm has a slope also where the improvement itself is too small for a floating-point number (S. Ament et al.: Unexpected
/// improvements to expected improvement, 2023).
/// </remarks>
internal static class ExpectedImprovement
{
    // Beyond this, the difference of the two terms has no digits left, and the first terms of its expansion have all of them.
    private const double Far = -30;

    /// <summary>The logarithm of the expected improvement.</summary>
    /// <param name="mean">What is expected.</param>
    /// <param name="variance">Its variance, above 0.</param>
    /// <param name="best">The value to be below of.</param>
    public static double Log(double mean, double variance, double best)
    {
        var deviation = Math.Sqrt(variance);
        return Math.Log(deviation) + LogShare((best - mean) / deviation);
    }

    /// <summary>Its derivative along a direction.</summary>
    /// <param name="mean">What is expected.</param>
    /// <param name="variance">Its variance, above 0.</param>
    /// <param name="best">The value to be below of.</param>
    /// <param name="meanSlope">The derivative of the mean.</param>
    /// <param name="varianceSlope">The derivative of the variance.</param>
    public static double Slope(double mean, double variance, double best, double meanSlope, double varianceSlope)
    {
        var deviation = Math.Sqrt(variance);
        var (z, widening) = ((best - mean) / deviation, varianceSlope / (2 * variance));
        var ratio = z < Far ? -z * (1 + 2 / (z * z)) : NormalDistribution.Cumulative(z) / Math.Exp(LogShare(z));
        return widening + ratio * (-meanSlope / deviation - z * widening);
    }

    // log(φ(z) + z Φ(z))
    private static double LogShare(double z) => z < Far
        ? -0.5 * z * z - 0.5 * Math.Log(2 * Math.PI) - 2 * Math.Log(-z) + Math.Log(1 - 3 / (z * z))
        : Math.Log(NormalDistribution.Density(z) + z * NormalDistribution.Cumulative(z));
}
