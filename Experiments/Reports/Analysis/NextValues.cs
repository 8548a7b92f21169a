namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>Proposes values of a parameter that were not tried, around the best one.</summary>
internal static class NextValues
{
    private static readonly double[] Round = [1, 1.5, 2, 3, 5, 7, 10];

    /// <summary>Two values worth trying next, ascending.</summary>
    /// <remarks>
    /// On either side that has a neighbour: half-way to it. On a side that has none: as far out as the neighbour on the other side is, and half as far. Half-way
    /// and far are meant in ratios when the values are positive and span a factor of 10 (learning rates), in differences otherwise. Values are rounded
    /// (whole where all that were tried are), never tried already, possible, and stay in [0, 1] or above 0 where all that were tried do.
    /// </remarks>
    /// <param name="tried">All values that were tried, ascending, at least two.</param>
    /// <param name="best">The best of them.</param>
    /// <param name="isPossible">Whether the parameter can have a value at all.</param>
    public static IReadOnlyList<double> After(IReadOnlyList<double> tried, double best, Func<double, bool> isPossible)
    {
        var byRatio = tried[0] > 0 && tried[^1] / tried[0] >= 10;
        var scaled = tried.Select(v => byRatio ? Math.Log10(v) : v).ToList();
        var at = tried.ToList().IndexOf(best);
        double here = scaled[at];
        IEnumerable<double> proposals = (at > 0, at < tried.Count - 1) switch
        {
            (true, true) => [(scaled[at - 1] + here) / 2, (here + scaled[at + 1]) / 2],
            (true, false) => [here + (here - scaled[at - 1]) / 2, here + (here - scaled[at - 1])],
            _ => [here - (scaled[at + 1] - here), here - (scaled[at + 1] - here) / 2],
        };
        var whole = tried.All(v => v == Math.Floor(v));
        return [.. proposals
            .Select(p => byRatio ? Nice(Math.Pow(10, p)) : Math.Round(p, Decimals(tried)))
            .Select(v => whole ? Math.Round(v) : v)
            .Where(v => !tried.Any(t => Math.Abs(t - v) <= 0.01 * Math.Abs(t)) && IsAllowed(v, tried, byRatio) && isPossible(v))
            .Distinct()
            .Order()];
    }

    private static bool IsAllowed(double value, IReadOnlyList<double> tried, bool byRatio) =>
        double.IsFinite(value) && (tried[0] < 0 || value > 0) && (byRatio || tried[0] < 0 || tried[^1] > 1 || value <= 1);

    /// <summary>The nearest of 1, 1.5, 2, 3, 5, 7 times a power of ten, in ratio.</summary>
    private static double Nice(double value)
    {
        var exponent = Math.Floor(Math.Log10(value));
        var mantissa = Round.MinBy(r => Math.Abs(Math.Log10(r) - (Math.Log10(value) - exponent)));
        // By way of decimal text, so that 3e-4 is the number that one writes.
        return double.Parse($"{mantissa.ToString(System.Globalization.CultureInfo.InvariantCulture)}e{(int)exponent}", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Enough decimals for half a step between the values tried.</summary>
    private static int Decimals(IReadOnlyList<double> tried)
    {
        var step = tried.Zip(tried.Skip(1), (a, b) => b - a).Min();
        return Math.Clamp(1 - (int)Math.Floor(Math.Log10(step)), 0, 15);
    }
}
