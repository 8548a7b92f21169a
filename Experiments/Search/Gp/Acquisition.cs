using ActorTraining.Experiments.Search.Numerics;
using ActorTraining.Experiments.Search.Space;

namespace ActorTraining.Experiments.Search.Gp;

/// <summary>Looks for the point of the greatest expected improvement.</summary>
/// <param name="dimensions">The dimensions of the space.</param>
/// <param name="map">Makes features of points.</param>
/// <param name="candidates">How many points are looked at.</param>
internal sealed class Acquisition(IReadOnlyList<Dimension> dimensions, FeatureMap map, int candidates)
{
    /// <summary>How many of the best results have candidates around them.</summary>
    public const int Leaders = 5;

    // The best candidates go uphill from where they are.
    private const int Refined = 3;
    private const int Steps = 20;
    private static readonly double[] Distances = [0.3, 0.1, 0.03, 0.01];

    /// <summary>Points to try, the most promising first.</summary>
    /// <param name="process">What is expected.</param>
    /// <param name="best">The value to be below of.</param>
    /// <param name="leaders">The points of the best results.</param>
    /// <param name="isRefined">Whether the best candidates are improved upon.</param>
    /// <param name="random">Draws the candidates.</param>
    public IReadOnlyList<double[]> BestFirst(GaussianProcess process, double best, IReadOnlyList<double[]> leaders, bool isRefined, RandomStream random)
    {
        var drawn = Enumerable.Range(0, candidates).Select(i => i % 2 == 0 ? Anywhere(random) : Near(leaders[i / 2 % leaders.Count], random))
            .Select(point => (Point: point, Score: Score(process, best, map.Of(point)))).OrderByDescending(found => found.Score).ToList();
        if (!isRefined)
            return [.. drawn.Select(found => found.Point)];
        var refined = drawn.Take(Refined).Select(found => Uphill(process, best, found.Point)).OrderByDescending(found => found.Score);
        return [.. refined.Select(found => found.Point), .. drawn.Select(found => found.Point)];
    }

    private static double Score(GaussianProcess process, double best, double[] features)
    {
        var (mean, variance) = process.At(features);
        return ExpectedImprovement.Log(mean, variance, best);
    }

    private (double[] Point, double Score) Uphill(GaussianProcess process, double best, double[] point)
    {
        var (features, movable) = (map.Of(point), map.Movable(point));
        if (movable.Count == 0)
            return (point, Score(process, best, features));
        var minimiser = new BoxMinimiser(Loss, new double[movable.Count], [.. movable.Select(_ => Math.BitDecrement(1.0))]);
        var found = minimiser.From([.. movable.Select(place => features[place.Feature])], Steps);
        var moved = (double[])point.Clone();
        for (var i = 0; i < movable.Count; i++)
            moved[movable[i].Dimension] = found.Point[i];
        return (moved, -found.Value);

        (double, double[]) Loss(double[] coordinates)
        {
            var at = (double[])features.Clone();
            for (var i = 0; i < coordinates.Length; i++)
                at[movable[i].Feature] = coordinates[i];
            var (mean, variance, meanSlope, varianceSlope) = process.SlopeAt(at);
            return (
                -ExpectedImprovement.Log(mean, variance, best),
                [.. movable.Select(place => -ExpectedImprovement.Slope(mean, variance, best, meanSlope[place.Feature], varianceSlope[place.Feature]))]);
        }
    }

    private double[] Anywhere(RandomStream random) => [.. dimensions.Select(_ => random.Unit())];

    // Some of the coordinates moved, a little or far; of those that did not count, any.
    private double[] Near(double[] leader, RandomStream random)
    {
        var (distance, moved) = (Distances[random.Below(Distances.Length)], random.Below(dimensions.Count));
        var share = random.Unit();
        return [.. dimensions.Select((dimension, i) =>
        {
            if (double.IsNaN(leader[i]))
                return random.Unit();
            if (i != moved && random.Unit() >= share)
                return leader[i];
            return dimension.Kind == DimensionKind.Categorical ? random.Unit() : Math.Clamp(leader[i] + distance * random.Normal(), 0, Math.BitDecrement(1));
        })];
    }
}
