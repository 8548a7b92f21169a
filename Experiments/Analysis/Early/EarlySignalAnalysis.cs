using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Analysis.Early;

/// <summary>Finds out how early trials can be told apart, from the curves of completed ones.</summary>
public static class EarlySignalAnalysis
{
    /// <summary>The fewest trials that anything can be said about.</summary>
    public const int LeastTrials = 6;

    /// <summary>The fewest values of a curve that counts.</summary>
    public const int LeastPoints = 4;

    private static readonly double[] Fractions = [0.1, 0.25, 0.5, 0.75];

    /// <summary>Compares early values with final ones; empty with too few trials or points.</summary>
    /// <param name="curves">The objective's metric, a curve for each completed trial. Fractions are of each curve's own last step.</param>
    /// <param name="direction">Which way is better.</param>
    public static IReadOnlyList<EarlySignal> Of(IReadOnlyList<MetricSeries> curves, ObjectiveDirection direction)
    {
        var usable = curves.Where(IsUsable).ToList();
        if (usable.Count < LeastTrials)
        {
            return [];
        }

        var sign = direction == ObjectiveDirection.Maximize ? 1 : -1;
        var final = usable.Select(curve => sign * curve.Values[^1]).ToList();
        return [.. Fractions.Select(fraction => At(fraction)).OfType<EarlySignal>()];

        EarlySignal? At(double fraction)
        {
            var early = usable.Select(curve => ValueAt(curve, fraction) is { } value ? sign * value : (double?)null).ToList();
            return early.Contains(null) ? null : Compare(fraction, [.. early.Select(value => value!.Value)], final);
        }
    }

    /// <summary>Whether a curve counts: it has enough values, and all of them are finite.</summary>
    internal static bool IsUsable(MetricSeries curve) => curve.Steps.Count >= LeastPoints && curve.Values.All(double.IsFinite);

    private static EarlySignal Compare(double fraction, List<double> early, List<double> final)
    {
        var best = Top(final, Math.Max(1, final.Count / 4));
        var better = Top(early, (early.Count + 1) / 2).ToHashSet();
        return new EarlySignal(fraction, RankCorrelation.Of(early, final), best.Count(better.Contains) / (double)best.Count, final.Count);
    }

    private static List<int> Top(List<double> values, int count) =>
        [.. Enumerable.Range(0, values.Count).OrderByDescending(k => values[k]).ThenBy(k => k).Take(count)];

    // Null where the curve has not begun there.
    private static double? ValueAt(MetricSeries curve, double fraction)
    {
        var bound = curve.Steps[^1] * fraction;
        var k = curve.Steps.Count - 1;
        while (k >= 0 && curve.Steps[k] > bound)
        {
            k--;
        }

        return k < 0 ? null : curve.Values[k];
    }
}
