namespace ActorTraining.Grains.Cluster;

/// <summary>One round of dealing out slots, one trial after the other, each to whoever's turn it is.</summary>
/// <remarks>
/// An experiment whose trials need several slots of one silo has its turn kept: where there are not enough, the free ones of one silo are put aside for it until there are, however
/// many trials of others would fit in between. Its cost grows with the silos, the experiments and the slots that are dealt out, not with the product of them.
/// </remarks>
internal sealed class Sharing(IReadOnlyCollection<BoardSilo> silos, IReadOnlyCollection<Demand> demands, TimeSpan now)
{
    private readonly Dictionary<BoardSlot, Demand?> _taken = [];
    private readonly Dictionary<Demand, (int Wanted, int Held)> _books = [];
    private readonly Dictionary<Need, PriorityQueue<BoardSilo, (int, string)>> _places = [];
    private readonly HashSet<Need> _unmet = [];
    private Func<BoardSlot, bool> _isAvailable = slot => slot.Held is null;

    /// <summary>Deals the free slots out.</summary>
    public List<Share> Deal() => silos.Any(silo => silo.Slots.Any(_isAvailable)) ? Run() : [];

    /// <summary>Counts slots that are about to become free as free, and deals them out as well, so that nobody asks for what is on its way to him.</summary>
    public void DealAlso(Func<BoardSlot, bool> coming)
    {
        _isAvailable = slot => slot.Held is null || coming(slot);
        _places.Clear();
        _unmet.Clear();
        Run();
    }

    /// <summary>How many trials of an experiment got nothing.</summary>
    public int UnmetOf(Demand demand) => BooksOf(demand).Wanted;

    /// <summary>Whether an experiment could still take a slot: it is free or about to be, and nobody else got it.</summary>
    public bool IsOpenTo(Demand demand, BoardSlot slot) => _taken.TryGetValue(slot, out var keeper) ? keeper == demand : _isAvailable(slot);

    /// <summary>Takes slots out of the round.</summary>
    public void Take(IEnumerable<BoardSlot> slots)
    {
        foreach (var slot in slots)
        {
            _taken[slot] = null;
        }
    }

    private List<Share> Run()
    {
        var shares = new List<Share>();
        var line = new PriorityQueue<Demand, Turn>(demands.Where(demand => BooksOf(demand).Wanted > 0).Select(demand => (demand, Turn.Of(demand, BooksOf(demand).Held, now))));
        while (line.TryDequeue(out var demand, out _))
        {
            if (_unmet.Contains(demand.Need))
            {
                continue;
            }

            if (Place(demand) is not { } slots)
            {
                _unmet.Add(demand.Need);
                SaveUp(demand);
                continue;
            }

            Take(slots);
            shares.Add(new Share(demand, slots));
            var (wanted, held) = BooksOf(demand);
            _books[demand] = (wanted - 1, held + slots.Count);
            if (wanted > 1)
            {
                line.Enqueue(demand, Turn.Of(demand, held + slots.Count, now));
            }
        }

        return shares;
    }

    private (int Wanted, int Held) BooksOf(Demand demand) => _books.TryGetValue(demand, out var books) ? books : (demand.Wanted, demand.Held);

    // The silo with most to spare, so that work spreads; what is put aside for a larger trial is not to spare.
    private IReadOnlyList<BoardSlot>? Place(Demand demand)
    {
        var need = demand.Need;
        if (demand.SavesUpOn is { } name && silos.FirstOrDefault(silo => silo.Name == name) is { } saved && Open(demand, saved) is { } savings && savings.Count >= need.Slots)
        {
            return SlotChoice.From(savings, need.Slots);
        }

        if (!_places.TryGetValue(need, out var places))
        {
            _places[need] = places = new();
            foreach (var silo in silos.Where(need.Admits))
            {
                Enqueue(places, need, silo, Open(demand, silo).Count);
            }
        }

        while (places.TryDequeue(out var silo, out var order))
        {
            // Others may have taken slots there since it was put into the queue: then it goes back to where it belongs.
            var open = Open(demand, silo);
            if (open.Count == -order.Item1)
            {
                Enqueue(places, need, silo, open.Count - need.Slots);
                return SlotChoice.From(open, need.Slots);
            }

            Enqueue(places, need, silo, open.Count);
        }

        return null;
    }

    private static void Enqueue(PriorityQueue<BoardSilo, (int, string)> places, Need need, BoardSilo silo, int open)
    {
        if (open >= need.Slots)
        {
            places.Enqueue(silo, (-open, silo.Name));
        }
    }

    private List<BoardSlot> Open(Demand demand, BoardSilo silo) =>
        demand.Need.Admits(silo) ? [.. silo.Slots.Where(slot => demand.Need.Fits(slot.Status) && IsOpenTo(demand, slot))] : [];

    private void SaveUp(Demand demand)
    {
        if (demand.Need.Slots == 1)
        {
            return;
        }

        var able = silos.Where(demand.Need.IsWithin).ToList();
        var chosen = able.Find(silo => silo.Name == demand.SavesUpOn) ?? able.MaxBy(silo => (Open(demand, silo).Count, silo.Name));
        demand.SavesUpOn = chosen?.Name;
        if (chosen is not null)
        {
            foreach (var slot in Open(demand, chosen))
            {
                _taken[slot] = demand;
            }
        }
    }
}
