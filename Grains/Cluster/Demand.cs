using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Cluster;

/// <summary>What an experiment wants, and how it has fared.</summary>
internal sealed class Demand(string experiment)
{
    /// <summary>The experiment.</summary>
    public string Experiment => experiment;

    /// <summary>What one of its trials needs.</summary>
    public Need Need { get; private set; } = null!;

    /// <summary>Higher goes first.</summary>
    public int Priority { get; private set; }

    /// <summary>How many more trials it could run.</summary>
    public int Wanted { get; private set; }

    /// <summary>How many slots it holds.</summary>
    public int Held { get; private set; }

    /// <summary>When it last asked.</summary>
    public TimeSpan Asked { get; private set; }

    /// <summary>Since when it has been waiting with nothing at all; null when it holds a slot or wants none.</summary>
    public TimeSpan? EmptyHandedSince { get; private set; }

    /// <summary>Since when it could have used more than it got, by the wall clock; null when it wants no more.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    /// <summary>Counts the leases of the whole board: as high as its last one was; 0 before the first. Who is lower has waited longer.</summary>
    public long Served { get; set; }

    /// <summary>The silo whose slots are kept for it until there are as many as one trial needs; null for none.</summary>
    public string? SavesUpOn { get; set; }

    /// <summary>Why no silo could ever serve it; null when one could.</summary>
    public string? Hopeless { get; set; }

    /// <summary>Takes note of a request.</summary>
    public void Ask(LeaseRequest request, TimeSpan now)
    {
        var need = new Need(request.Resources, request.Excluded);
        (Need, Priority, Wanted, Asked) = (need.Equals(Need) ? Need : need, request.Resources.Priority, request.Wanted, now);
    }

    /// <summary>Takes note of what it has after its request was served.</summary>
    /// <param name="granted">How many leases it just got.</param>
    /// <param name="held">How many slots it holds.</param>
    /// <param name="now">The steady clock.</param>
    /// <param name="today">The wall clock.</param>
    public void Settle(int granted, int held, TimeSpan now, DateTimeOffset today)
    {
        (Wanted, Held) = (Wanted - granted, held);
        EmptyHandedSince = Wanted > 0 && held == 0 ? EmptyHandedSince ?? now : null;
        WaitingSince = Wanted > 0 ? WaitingSince ?? today : null;
        SavesUpOn = granted > 0 || Wanted == 0 ? null : SavesUpOn;
    }

    /// <summary>Whether it has been waiting so long that it goes before all others.</summary>
    public bool IsOverdue(TimeSpan now) => EmptyHandedSince is { } since && now - since >= SlotBoard.LongestWait;
}
