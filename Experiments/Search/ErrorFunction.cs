namespace ActorTraining.Experiments.Search;

/// <summary>The complement of the error function.</summary>
internal static class ErrorFunction
{
    /// <summary><c>1 - erf(x)</c>, with a small relative error also where it is tiny.</summary>
    /// <remarks>Below 2.5 the Maclaurin series of erf; above it the continued fraction of Laplace, evaluated from its far end.</remarks>
    public static double Complement(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x < 0)
            return 2 - Complement(-x);
        return x < 2.5 ? 1 - Series(x) : Fraction(x);
    }

    // erf(x) = 2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (1 3 5 ... (2n+1)): all terms are positive, so nothing cancels.
    private static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // erfc(x) = exp(-x^2) / (sqrt(pi) (x + 1/2 / (x + 1 / (x + 3/2 / (x + ...))))).
    private static double Fraction(double x)
    {
        var denominator = x;
        for (var n = 60; n >= 1; n--)
            denominator = x + n / 2.0 / denominator;
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * denominator);
    }
}
