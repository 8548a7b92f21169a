using ActorTraining.Experiments;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Cluster;

/// <summary>A silo on the board: one run of it.</summary>
internal sealed class BoardSilo
{
    // A heartbeat that is older than this was never answered, and is not heard any more.
    private static readonly TimeSpan Underway = TimeSpan.FromSeconds(1);

    private SiloHeartbeat _said;
    private (string Address, TimeSpan Since)? _successor;

    /// <summary>Creates a silo that has just been heard of.</summary>
    public BoardSilo(SiloHeartbeat said)
    {
        _said = said;
        Slots = [.. said.Slots.Select(status => new BoardSlot(this, status))];
    }

    /// <summary>Its name.</summary>
    public string Name => _said.Silo;

    /// <summary>The cluster that it means to belong to.</summary>
    public string Cluster => _said.Cluster;

    /// <summary>Its version.</summary>
    public string Version => _said.Version;

    /// <summary>The address of this run.</summary>
    public string Address => _said.Address;

    /// <summary>When this run started.</summary>
    public DateTimeOffset Started => _said.Started;

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels => _said.Labels;

    /// <summary>Whether it takes nothing more.</summary>
    public bool Draining => _said.Draining;

    /// <summary>Its slots.</summary>
    public IReadOnlyList<BoardSlot> Slots { get; private set; }

    /// <summary>When it was last heard.</summary>
    public TimeSpan Heard { get; set; }

    /// <summary>The address of a later run under the same name that this one was found to live beside.</summary>
    public string? Impostor { get; set; }

    /// <summary>Whether a heartbeat is of this run.</summary>
    public bool IsSame(SiloHeartbeat said) => said.Address == Address && said.Started == Started;

    /// <summary>A later run under the same name was heard of. If this one is heard again it lives beside it; if not, it was its predecessor.</summary>
    /// <param name="address">The later run's address.</param>
    /// <param name="now">The time.</param>
    public void Meet(string address, TimeSpan now)
    {
        if (_successor?.Address != address)
        {
            _successor = (address, now);
        }
    }

    /// <summary>Takes note of a heartbeat of this run.</summary>
    /// <param name="said">The heartbeat.</param>
    /// <param name="now">The time.</param>
    public void Say(SiloHeartbeat said, TimeSpan now)
    {
        (_said, Heard) = (said, now);
        if (_successor is { } other && now - other.Since >= Underway)
        {
            (Impostor, _successor) = (other.Address, null);
        }

        if (!said.Slots.Select(slot => slot.Slot).SequenceEqual(Slots.Select(slot => slot.Status.Slot)))
        {
            var before = Slots.ToDictionary(slot => slot.Status.Slot);
            Slots = [.. said.Slots.Select(status => before.Remove(status.Slot, out var slot) ? slot : new BoardSlot(this, status))];
            before.Values.ToList().ForEach(slot => slot.Release());
        }
    }

    /// <summary>The silo as the cluster shows it.</summary>
    public SiloInfo Info() => new()
    {
        Name = Name,
        Version = Version,
        Address = Address,
        Started = Started,
        Labels = Labels,
        Devices = _said.Devices,
        Slots = [.. Slots.Select(slot => slot.Info())],
        Draining = Draining,
    };
}
