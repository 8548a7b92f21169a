using System.Numerics;
using ActorTraining.Experiments.Search.Space;

namespace ActorTraining.Experiments.Search.Learning;

/// <summary>Which points of a limited space were tried: to try one again tells little while there are others. In a continuum no point comes twice.</summary>
/// <param name="space">The space.</param>
internal sealed class TriedPoints(SearchSpace space)
{
    // Of a space so large hardly any point is proposed twice by chance.
    private const int MostCombinations = 1_000_000;

    private const int MostDraws = 100;

    private readonly bool _isLimited = space.Dimensions.Count > 0 && space.Count is { } count && count <= new BigInteger(MostCombinations);
    private readonly HashSet<string> _tried = [];

    /// <summary>Takes note of a point that was tried.</summary>
    public void Add(double[] point)
    {
        if (_isLimited)
            _tried.Add(Key(point));
    }

    /// <summary>The first of some candidates that was not tried; after them random points are looked at. Where all were tried, the first.</summary>
    /// <param name="candidates">At least one, the most promising first.</param>
    /// <param name="pending">Points being tried.</param>
    /// <param name="random">Draws the random points.</param>
    public double[] FirstUntried(IReadOnlyList<double[]> candidates, IEnumerable<double[]> pending, RandomStream random)
    {
        if (!_isLimited || _tried.Count >= space.Count)
            return candidates[0];
        var running = pending.Select(Key).ToHashSet();
        var others = Enumerable.Range(0, MostDraws).Select(_ => Enumerable.Range(0, space.Dimensions.Count).Select(_ => random.Unit()).ToArray());
        return candidates.Concat(others).FirstOrDefault(IsUntried) ?? candidates[0];

        bool IsUntried(double[] candidate)
        {
            // Through the values: coordinates that give the same ones are the same point.
            var key = Key(space.Encode(space.At(candidate).Parameters)!);
            return !_tried.Contains(key) && !running.Contains(key);
        }
    }

    private static string Key(double[] point) => string.Join(' ', point);
}
