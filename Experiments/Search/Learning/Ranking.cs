using ActorTraining.Experiments.Analysis.Fronts;

namespace ActorTraining.Experiments.Search.Learning;

/// <summary>Results that have losses, the best first: by the loss, or with several objectives by fronts and how far results stand apart within one.</summary>
internal sealed class Ranking
{
    // Fronts are compared pair by pair: beyond so many results with several objectives the worse half is forgotten.
    private const int MostOnFronts = 1_000;

    private readonly List<Observation> _ranked = [];
    private bool _isSorted = true;

    /// <summary>The results, the best first; of equals, the earlier one. With several objectives the worst may be missing.</summary>
    public IReadOnlyList<Observation> BestFirst
    {
        get
        {
            if (!_isSorted)
                Sort();
            return _ranked;
        }
    }

    /// <summary>Adds a result with losses.</summary>
    public void Add(Observation observation)
    {
        if (observation.Losses!.Length == 1)
        {
            _ranked.Insert(Place(observation.Losses[0]), observation);
            return;
        }
        _ranked.Add(observation);
        _isSorted = false;
        if (_ranked.Count > MostOnFronts)
        {
            Sort();
            _ranked.RemoveRange(MostOnFronts / 2, _ranked.Count - MostOnFronts / 2);
        }
    }

    private void Sort()
    {
        var order = NondominatedSort.BestFirst([.. _ranked.Select(observation => observation.Losses!)]);
        List<Observation> sorted = [.. order.Select(place => _ranked[place])];
        _ranked.Clear();
        _ranked.AddRange(sorted);
        _isSorted = true;
    }

    // Behind all that are no worse.
    private int Place(double loss)
    {
        var (low, high) = (0, _ranked.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _ranked[middle].Losses![0] <= loss ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
