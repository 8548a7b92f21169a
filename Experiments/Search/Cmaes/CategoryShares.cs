namespace ActorTraining.Experiments.Search.Cmaes;

/// <summary>How likely each alternative of a categorical dimension is, and how a generation changes it.</summary>
/// <remarks>The cross-entropy method (R. Rubinstein, 1999): the shares move to those among the best. A part is kept for every alternative, so that none is lost for good.</remarks>
internal sealed class CategoryShares
{
    private const double EvenPart = 0.1;

    private readonly double[] _shares;

    /// <summary>Starts with all alternatives equally likely.</summary>
    public CategoryShares(int alternatives) => _shares = [.. Enumerable.Repeat(1.0 / alternatives, alternatives)];

    /// <summary>Draws a coordinate: the middle of an alternative's share of the dimension.</summary>
    public double Draw(RandomStream random)
    {
        if (random.Unit() < EvenPart)
            return random.Unit();
        var (at, alternative) = (random.Unit(), 0);
        while (alternative < _shares.Length - 1 && at >= _shares[alternative])
            at -= _shares[alternative++];
        return (alternative + 0.5) / _shares.Length;
    }

    /// <summary>Learns from the best of a generation.</summary>
    /// <param name="best">Their alternatives and weights; those where the dimension does not count are left out.</param>
    public void Update(IReadOnlyList<(int Alternative, double Weight)> best)
    {
        var sum = best.Sum(point => point.Weight);
        if (sum <= 0)
            return;
        // The more alternatives there are, the less the few best of one generation say.
        var rate = sum / Math.Sqrt(1 + _shares.Length);
        for (var i = 0; i < _shares.Length; i++)
            _shares[i] *= 1 - rate;
        foreach (var (alternative, weight) in best)
            _shares[alternative] += rate * weight / sum;
    }
}
