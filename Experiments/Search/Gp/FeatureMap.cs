using ActorTraining.Experiments.Search.Space;

namespace ActorTraining.Experiments.Search.Gp;

/// <summary>Points as vectors whose distances are those that a Gaussian process shall see.</summary>
/// <remarks>
/// A number is its coordinate; where the dimension can be missing, a second feature tells whether it is. A category is one of some corners that are all at
/// the distance 1 from each other.
/// </remarks>
internal sealed class FeatureMap
{
    // As far from the present ones as they are from the middle of their range at most.
    private const double Absence = 0.5;
    private static readonly double Corner = Math.Sqrt(0.5);

    private readonly IReadOnlyList<Dimension> _dimensions;

    // The first feature of each dimension.
    private readonly int[] _offsets;

    /// <summary>Creates the map of a space.</summary>
    /// <param name="dimensions">Its dimensions.</param>
    public FeatureMap(IReadOnlyList<Dimension> dimensions)
    {
        (_dimensions, _offsets) = (dimensions, new int[dimensions.Count]);
        List<int> groups = [];
        foreach (var dimension in dimensions)
        {
            _offsets[dimension.Index] = groups.Count;
            var features = dimension.Kind == DimensionKind.Categorical ? (int)dimension.Count!.Value : dimension.Condition is null ? 1 : 2;
            groups.AddRange(Enumerable.Repeat(dimension.Index, features));
        }
        Groups = [.. groups];
    }

    /// <summary>The dimension that each feature belongs to.</summary>
    public int[] Groups { get; }

    /// <summary>The features of a point.</summary>
    /// <param name="point">[dimensions]; what does not count may be NaN or anything.</param>
    public double[] Of(double[] point)
    {
        var features = new double[Groups.Length];
        foreach (var dimension in _dimensions)
        {
            var (u, at) = (point[dimension.Index], _offsets[dimension.Index]);
            var isActive = dimension.IsActive(point);
            if (dimension.Kind == DimensionKind.Categorical)
            {
                if (isActive)
                    features[at + dimension.Alternative(u)] = Corner;
                continue;
            }
            features[at] = isActive ? u : 0.5;
            if (!isActive)
                features[at + 1] = Absence;
        }
        return features;
    }

    /// <summary>The features that are coordinates of a point which may be moved: those of its numbers that count.</summary>
    public IReadOnlyList<(int Feature, int Dimension)> Movable(double[] point) =>
        [.. _dimensions.Where(dimension => dimension.Kind != DimensionKind.Categorical && dimension.IsActive(point)).Select(dimension => (_offsets[dimension.Index], dimension.Index))];
}
