using ActorTraining.Experiments.Analysis.Fronts;

namespace ActorTraining.Experiments.Search.Learning;

/// <summary>Results, the best first: by the loss, or with several objectives by fronts and how far results stand apart within one.</summary>
internal sealed class Ranking
{
    // Fronts are compared pair by pair: beyond so many results with several objectives the worse half is forgotten.
    private const int MostOnFronts = 1_000;

    // One objective: the best first. Several: in the order in which they came, so that the order of equals does not depend on when they were sorted.
    private readonly List<Observation> _results = [];
    private readonly List<double[]> _failed = [];
    private List<Observation>? _sorted;

    /// <summary>The results that have losses, the best first; of equals, the earlier one. With several objectives the worst may be missing.</summary>
    public IReadOnlyList<Observation> BestFirst =>
        _results.Count == 0 || _results[0].Losses!.Length == 1 ? _results : _sorted ??= [.. Order().Select(place => _results[place])];

    /// <summary>The points of those that have none, in the order in which they came.</summary>
    public IReadOnlyList<double[]> Failed => _failed;

    /// <summary>Adds a result.</summary>
    public void Add(Observation observation)
    {
        if (observation.Losses is null)
        {
            _failed.Add(observation.Point);
            return;
        }
        if (observation.Losses.Length == 1)
        {
            _results.Insert(Place(observation.Losses[0]), observation);
            return;
        }
        _results.Add(observation);
        _sorted = null;
        if (_results.Count <= MostOnFronts)
            return;
        HashSet<int> kept = [.. Order().Take(MostOnFronts / 2)];
        List<Observation> better = [.. _results.Where((_, place) => kept.Contains(place))];
        _results.Clear();
        _results.AddRange(better);
    }

    private IReadOnlyList<int> Order() => NondominatedSort.BestFirst([.. _results.Select(result => result.Losses!)]);

    // Behind all that are no worse.
    private int Place(double loss)
    {
        var (low, high) = (0, _results.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _results[middle].Losses![0] <= loss ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
