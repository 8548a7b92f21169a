using ActorTraining.Experiments;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Cluster;

/// <summary>Which slots there are, who holds them, and whose turn it is.</summary>
/// <remarks>
/// Whose turn: higher priority first; among equals whoever holds fewer slots, and among those whoever has waited longer since its last lease. A slot's own word in the heartbeat stands above this board:
/// leases that a crashed predecessor gave out are learnt from it, and one that was never used runs out.
/// </remarks>
internal sealed class SlotBoard(TimeProvider time)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan Unused = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DemandLasts = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Silo> _silos = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Demand> _demands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _served = new(StringComparer.Ordinal);
    private long _grants;

    /// <summary>Takes note of a heartbeat.</summary>
    /// <returns>Whether the silo is new here.</returns>
    public bool Hear(SiloHeartbeat heartbeat)
    {
        var now = Now;
        var known = _silos.TryGetValue(heartbeat.Silo, out var silo) && silo.Started == heartbeat.Started;
        var before = known ? silo!.Slots : [];
        _silos[heartbeat.Silo] = new Silo(
            heartbeat.Version,
            heartbeat.Address,
            heartbeat.Started,
            now,
            [.. heartbeat.Slots.Select(status => new Slot(status, Holder(before.Find(slot => slot.Status.Slot == status.Slot), status, now)))]);
        return !known;
    }

    /// <summary>Forgets a silo.</summary>
    public void Remove(string silo) => _silos.Remove(silo);

    /// <summary>Forgets the silos that have been silent too long, and the demands of experiments that do not ask any more.</summary>
    /// <returns>The names of those silos.</returns>
    public IReadOnlyList<string> RemoveSilent()
    {
        var now = Now;
        var silent = _silos.Where(silo => now - silo.Value.Heard > Silence).Select(silo => silo.Key).ToList();
        silent.ForEach(Remove);
        foreach (var (experiment, _) in _demands.Where(demand => now - demand.Value.At > DemandLasts).ToList())
        {
            _demands.Remove(experiment);
            _served.Remove(experiment);
        }

        return silent;
    }

    /// <summary>Frees what the experiment does not hold any more, and leases it what it may have now.</summary>
    public LeaseAnswer Grant(LeaseRequest request)
    {
        var now = Now;
        var held = request.Held.Select(lease => lease.Id).ToHashSet();
        foreach (var slot in Slots().Where(slot => slot.Held?.Experiment == request.Experiment && !held.Contains(slot.Held.Lease)))
        {
            slot.Free();
        }

        _demands[request.Experiment] = new Demand(request.Resources.Device, request.Resources.Priority, request.Wanted, now);
        var granted = new List<Lease>();
        foreach (var (experiment, silo, slot) in Shares())
        {
            if (experiment == request.Experiment)
            {
                var lease = slot.LeaseTo(experiment, now);
                _served[experiment] = ++_grants;
                granted.Add(new Lease(lease, silo, _silos[silo].Address, [slot.Status.Slot]));
            }
        }

        _demands[request.Experiment] = _demands[request.Experiment] with { Wanted = request.Wanted - granted.Count };
        return new LeaseAnswer(granted, [], null);
    }

    /// <summary>The experiments that would get a slot if they asked now.</summary>
    public IReadOnlyList<string> NextInLine() => [.. Shares().Select(share => share.Experiment).Distinct(StringComparer.Ordinal)];

    /// <summary>The silos and their slots.</summary>
    public ClusterInfo Info() => new([.. _silos.OrderBy(silo => silo.Key, StringComparer.Ordinal).Select(silo => new SiloInfo
    {
        Name = silo.Key,
        Version = silo.Value.Version,
        Address = silo.Value.Address,
        Started = silo.Value.Started,
        Slots = [.. silo.Value.Slots.Select(slot => new SlotInfo(slot.Status.Slot, slot.Status.Device, slot.Held is null ? SlotState.Idle : SlotState.Running, slot.Held?.Experiment ?? slot.Status.Experiment, slot.Status.Trial))],
    })], []);

    public LiveSilos Silos() => new(true, [.. _silos.Keys]);

    // Deals the free slots out, one after the other, each to whoever's turn it is.
    private List<(string Experiment, string Silo, Slot Slot)> Shares()
    {
        var shares = new List<(string, string, Slot)>();
        var wanted = _demands.Where(demand => demand.Value.Wanted > 0).ToDictionary(demand => demand.Key, demand => demand.Value.Wanted);
        if (wanted.Count == 0)
        {
            return shares;
        }

        var holds = Slots().Where(slot => slot.Held is not null).CountBy(slot => slot.Held!.Experiment).ToDictionary();
        foreach (var (name, silo) in _silos)
        {
            foreach (var slot in silo.Slots.Where(slot => slot.IsFree))
            {
                var next = wanted
                    .Where(demand => demand.Value > 0 && _demands[demand.Key].Device == slot.Status.Device)
                    .OrderByDescending(demand => _demands[demand.Key].Priority)
                    .ThenBy(demand => holds.GetValueOrDefault(demand.Key))
                    .ThenBy(demand => _served.GetValueOrDefault(demand.Key))
                    .ThenBy(demand => demand.Key, StringComparer.Ordinal)
                    .Select(demand => demand.Key)
                    .FirstOrDefault();
                if (next is not null)
                {
                    shares.Add((next, name, slot));
                    wanted[next]--;
                    holds[next] = holds.GetValueOrDefault(next) + 1;
                }
            }
        }

        return shares;
    }

    // Spans of time are taken from the machine's steady clock: the wall clock may be set while trials run.
    private TimeSpan Now => time.GetElapsedTime(0);

    private IEnumerable<Slot> Slots() => _silos.Values.SelectMany(silo => silo.Slots);

    private static Holding? Holder(Slot? before, SlotStatus status, TimeSpan now)
    {
        // A lease that was given out while the heartbeat was on its way is newer than what the heartbeat says.
        if (before?.Held is { Used: false } young && status.Lease is { } other && other != young.Lease && now - young.Since < Unused)
        {
            return young;
        }

        if (status.Lease is { } lease)
        {
            return new Holding(lease, status.Experiment!, now, Used: true);
        }

        // Idle, yet leased and never seen at work: either its trial is on the way, or the lease was lost on the way to its coordinator.
        return before?.Held is { Used: false } held && now - held.Since < Unused ? held : null;
    }

    private sealed record Silo(string Version, string Address, DateTimeOffset Started, TimeSpan Heard, List<Slot> Slots);

    private sealed record Holding(Guid Lease, string Experiment, TimeSpan Since, bool Used);

    private sealed record Demand(string Device, int Priority, int Wanted, TimeSpan At);

    private sealed class Slot(SlotStatus status, Holding? held)
    {
        public SlotStatus Status { get; private set; } = status;

        public Holding? Held { get; private set; } = held;

        public bool IsFree => Held is null;

        public Guid LeaseTo(string experiment, TimeSpan now)
        {
            Held = new Holding(Guid.NewGuid(), experiment, now, Used: false);
            return Held.Lease;
        }

        // The trial's end is known before the silo's next heartbeat tells it.
        public void Free()
        {
            Held = null;
            Status = Status with { Lease = null, Experiment = null, Trial = null };
        }
    }
}
