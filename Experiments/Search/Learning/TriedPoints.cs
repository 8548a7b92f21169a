using ActorTraining.Experiments.Search.Space;

namespace ActorTraining.Experiments.Search.Learning;

/// <summary>Which points were tried: to try one again tells little while there are others.</summary>
/// <param name="space">The space.</param>
internal sealed class TriedPoints(SearchSpace space)
{
    private const int MostDraws = 100;

    private readonly HashSet<string> _tried = [];

    /// <summary>Takes note of a point that was tried.</summary>
    public void Add(double[] point) => _tried.Add(Key(point));

    /// <summary>The first of some candidates that was not tried; after them random points are looked at. Where all were tried, the first.</summary>
    /// <param name="candidates">At least one, the most promising first.</param>
    /// <param name="pending">Points being tried.</param>
    /// <param name="random">Draws the random points.</param>
    public double[] FirstUntried(IReadOnlyList<double[]> candidates, IEnumerable<double[]> pending, RandomStream random)
    {
        if (_tried.Count >= space.Count)
            return candidates[0];
        var running = pending.Select(Key).ToHashSet();
        var others = Enumerable.Range(0, MostDraws).Select(_ => Enumerable.Range(0, space.Dimensions.Count).Select(_ => random.Unit()).ToArray());
        return candidates.Concat(others).FirstOrDefault(IsUntried) ?? candidates[0];

        bool IsUntried(double[] candidate)
        {
            var key = Key(candidate);
            return !_tried.Contains(key) && !running.Contains(key);
        }
    }

    // Through the values: coordinates that give the same ones are the same point, whatever stands on dimensions that do not count.
    private string Key(double[] point) => string.Join(' ', space.At(point).Choices.Values.Select(value => value.GetRawText()));
}
