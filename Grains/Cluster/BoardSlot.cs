using ActorTraining.Experiments;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Cluster;

/// <summary>A slot on the board.</summary>
internal sealed class BoardSlot(BoardSilo silo, SlotStatus status)
{
    // Leases that were given back and that the silo's heartbeats may still tell of.
    private readonly HashSet<Guid> _givenBack = [];

    /// <summary>Its silo.</summary>
    public BoardSilo Silo => silo;

    /// <summary>What the silo last said of it.</summary>
    public SlotStatus Status { get; private set; } = status;

    /// <summary>Who holds it; null when it is free.</summary>
    public Grant? Held { get; private set; }

    /// <summary>Gives it to a lease.</summary>
    public void HoldFor(Grant grant)
    {
        Release();
        Held = grant;
        grant.Slots.Add(this);
    }

    /// <summary>Takes it from its lease.</summary>
    public void Release()
    {
        Held?.Slots.Remove(this);
        Held = null;
    }

    /// <summary>Its experiment needs it no more; the trial's end is known before the silo's next heartbeat tells it.</summary>
    public void GiveBack()
    {
        _givenBack.Add(Held!.Id);
        Release();
        Status = Status with { Lease = null, Experiment = null, Trial = null, Reserved = false };
    }

    /// <summary>Takes note of what the silo says.</summary>
    /// <returns>Whether the lease that it tells of was given back before.</returns>
    public bool Hear(SlotStatus status)
    {
        Status = status;
        if (status.Lease is not { } lease)
        {
            _givenBack.Clear();
            return false;
        }

        // Heartbeats come in their order: none tells of the others any more.
        _givenBack.RemoveWhere(other => other != lease);
        return _givenBack.Contains(lease);
    }

    /// <summary>The slot as the cluster shows it.</summary>
    public SlotInfo Info() => new(
        Status.Slot,
        Status.Device,
        this switch
        {
            { Held: null } => SlotState.Idle,
            { Held.Used: false } => SlotState.Leased,
            { Status.Reserved: true } => SlotState.Reserved,
            _ => SlotState.Running,
        },
        Held?.Experiment,
        Status.Trial);
}
