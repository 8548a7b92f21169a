namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>What the values tried of one numeric parameter say.</summary>
/// <param name="Shape">How the objective depends on it.</param>
/// <param name="Points">The values with a result, ascending, each with the mean objective of its trials.</param>
/// <param name="Best">The index of the best of them.</param>
/// <param name="BrokenBelow">The largest value below the best one at which no trial had a result, or all diverged.</param>
/// <param name="BrokenAbove">The smallest such value above it.</param>
/// <param name="Next">Values worth trying next, ascending.</param>
/// <param name="IsBestAtBound">Whether the parameter can have no value beyond the best one, on the side where that is the outermost of those tried.</param>
internal sealed record ParameterTrend(
    TrendShape Shape,
    IReadOnlyList<(double Value, double Objective)> Points,
    int Best,
    double? BrokenBelow,
    double? BrokenAbove,
    IReadOnlyList<double> Next,
    bool IsBestAtBound)
{
    /// <summary>The spread of the objective, relative to its best value, below which the parameter hardly matters.</summary>
    public const double LevelShare = 0.005;

    /// <summary>A difference between neighbours that is smaller than this share of the spread is none.</summary>
    public const double TieShare = 0.02;

    /// <summary>Works out the trend; null with fewer than two values that have a result.</summary>
    /// <param name="trials">Each trial's parameter, its objective (null where it has none), and whether it diverged.</param>
    /// <param name="higherIsBetter">Which way the objective is better.</param>
    /// <param name="isPossible">Whether the parameter can have a value at all.</param>
    public static ParameterTrend? Of(IReadOnlyList<(double Value, double? Objective, bool Diverged)> trials, bool higherIsBetter, Func<double, bool> isPossible)
    {
        var groups = trials.GroupBy(t => t.Value).OrderBy(g => g.Key).ToList();
        var broken = groups.Where(g => g.All(t => t.Diverged)).Select(g => g.Key).ToList();
        var points = groups
            .Select(g => (g.Key, Results: g.Where(t => t.Objective is not null).Select(t => t.Objective!.Value).ToList()))
            .Where(g => g.Results.Count > 0)
            .Select(g => (Value: g.Key, Objective: g.Results.Average()))
            .ToList();
        if (points.Count < 2) return null;

        var sign = higherIsBetter ? 1 : -1;
        var scores = points.Select(p => sign * p.Objective).ToList();
        var best = scores.IndexOf(scores.Max());
        double? below = broken.Where(v => v < points[best].Value).Select(v => (double?)v).Max();
        double? above = broken.Where(v => v > points[best].Value).Select(v => (double?)v).Min();
        var shape = ShapeOf(scores, points[best].Objective);
        var next = NextValues.After([.. groups.Select(g => g.Key)], points[best].Value, isPossible);
        return new ParameterTrend(shape, points, best, below, above, next, IsAtBound([.. groups.Select(g => g.Key)], points[best].Value, isPossible));
    }

    /// <summary>Looks one step further out: the next number there is, and the next whole one, for parameters that take no other.</summary>
    private static bool IsAtBound(IReadOnlyList<double> tried, double best, Func<double, bool> isPossible) =>
        (best == tried[^1] && !isPossible(Math.BitIncrement(best)) && !isPossible(Math.Floor(best) + 1))
        || (best == tried[0] && !isPossible(Math.BitDecrement(best)) && !isPossible(Math.Ceiling(best) - 1));

    private static TrendShape ShapeOf(List<double> scores, double best)
    {
        var spread = scores.Max() - scores.Min();
        if (spread <= LevelShare * Math.Abs(best)) return TrendShape.Level;
        // The signs of the steps that count; one change from rise to fall is a peak.
        var moves = scores.Zip(scores.Skip(1), (a, b) => b - a).Where(d => Math.Abs(d) > TieShare * spread).Select(Math.Sign).ToList();
        var turns = moves.Zip(moves.Skip(1), (a, b) => a != b).Count(turned => turned);
        return (turns, moves[0]) switch
        {
            (0, > 0) => TrendShape.BetterUpwards,
            (0, _) => TrendShape.BetterDownwards,
            (1, > 0) => TrendShape.Peak,
            _ => TrendShape.Irregular,
        };
    }
}
