using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Cluster;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Cluster;

/// <summary>A slot board with a clock that tests move, and silos and experiments that do what tests say.</summary>
internal sealed class Board
{
    private readonly Dictionary<string, SiloHeartbeat> _silos = [];

    public Board() => Slots = new SlotBoard(Clock);

    public FakeClock Clock { get; } = new();

    public SlotBoard Slots { get; }

    /// <summary>The leases that were last asked for, by the experiment that has to give them up.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Guid>> Yielding { get; private set; } = new Dictionary<string, IReadOnlyList<Guid>>();

    /// <summary>A silo as it says that it is; all slots idle.</summary>
    public static SiloHeartbeat Silo(string name, params IEnumerable<SlotStatus> slots) => new()
    {
        Silo = name,
        Cluster = "test",
        Version = "1.0.0",
        Address = $"{name}@1",
        Started = DateTimeOffset.UnixEpoch,
        Slots = [.. slots],
    };

    /// <summary>Idle slots on the processor, 1 GB each.</summary>
    public static IEnumerable<SlotStatus> Cpu(int count) => Enumerable.Range(0, count).Select(i => new SlotStatus($"cpu:{i}", "cpu", 0, 1_000_000_000, null, null, null));

    /// <summary>Idle slots on a GPU.</summary>
    public static IEnumerable<SlotStatus> Cuda(int index, int shares, long memory = 8_000_000_000) =>
        Enumerable.Range(0, shares).Select(share => new SlotStatus(shares == 1 ? $"cuda:{index}" : $"cuda:{index}/{share}", "cuda", index, memory, null, null, null));

    /// <summary>A silo joins, or says something else of itself than before.</summary>
    public string? Hear(SiloHeartbeat silo)
    {
        _silos[silo.Silo] = silo;
        return Slots.Hear(silo).Refusal;
    }

    /// <summary>A silo with so many slots on the processor, all idle.</summary>
    public void Beat(string silo, int slots) => Hear(Silo(silo, Cpu(slots)));

    /// <summary>The silos' next heartbeats say that these leases are at work, and nothing else.</summary>
    public void Work(params IEnumerable<(string Experiment, Lease Lease)> leases)
    {
        var working = leases.SelectMany(work => work.Lease.Slots.Select((slot, i) => (Key: (work.Lease.Silo, slot), work.Experiment, work.Lease, i))).ToDictionary(work => work.Key);
        foreach (var silo in _silos.Values.ToList())
        {
            Hear(silo with
            {
                Slots =
                [
                    .. silo.Slots.Select(slot => working.TryGetValue((silo.Silo, slot.Slot), out var work)
                        ? slot with { Lease = work.Lease.Id, Experiment = work.Experiment, Trial = 1, Reserved = work.i > 0 }
                        : slot with { Lease = null, Experiment = null, Trial = null, Reserved = false }),
                ],
            });
        }
    }

    /// <summary>Time passes; the board looks twice a second, as the cluster's grain has it do.</summary>
    /// <returns>The silos that were lost meanwhile.</returns>
    public List<string> Advance(double seconds)
    {
        var lost = new List<string>();
        for (var passed = 0.0; passed < seconds; passed += 0.5)
        {
            Clock.Advance(TimeSpan.FromSeconds(Math.Min(0.5, seconds - passed)));
            lost.AddRange(Slots.RemoveSilent().Select(silo => silo.Silo));
        }

        return lost;
    }

    /// <summary>Time passes with all silos beating.</summary>
    public void Live(double seconds)
    {
        for (var passed = 0.0; passed < seconds; passed++)
        {
            _silos.Values.ToList().ForEach(silo => Slots.Hear(silo));
            Advance(Math.Min(1, seconds - passed));
        }
    }

    public LeaseAnswer Request(string experiment, int wanted, ResourceSpec? resources = null, IEnumerable<Lease>? held = null, params IReadOnlyList<string> excluded)
    {
        var request = new LeaseRequest(experiment, resources ?? new ResourceSpec(), wanted, [.. (held ?? []).Select(lease => new HeldLease(lease.Id, lease.Silo, lease.Address))], excluded);
        (var answer, Yielding) = Slots.Request(request);
        return answer;
    }

    public IReadOnlyList<Lease> Ask(string experiment, int wanted, IEnumerable<Lease>? held = null, int priority = 0) =>
        Request(experiment, wanted, new ResourceSpec { Priority = priority }, held).Granted;
}
