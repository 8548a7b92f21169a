using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Cluster;

/// <summary>Which slots there are, who holds them, and whose turn it is.</summary>
/// <remarks>
/// A slot's own word in the heartbeat stands above this board: leases that a crashed predecessor gave out are learnt from it, and one that was never used runs out.
/// Spans of time are taken from the machine's steady clock: the wall clock may be set while trials run.
/// </remarks>
internal sealed partial class SlotBoard
{
    /// <summary>How long a silo may be silent before it is taken for dead. Three of its heartbeats.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    /// <summary>How long a lease waits for its trial.</summary>
    public static readonly TimeSpan Unused = TimeSpan.FromSeconds(10);

    /// <summary>How long an experiment waits with nothing at all before it goes before those of higher priority.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>How long a trial that was let in because of <see cref="LongestWait"/> runs at least before it may be preempted.</summary>
    public static readonly TimeSpan ShortestRun = TimeSpan.FromSeconds(60);

    /// <summary>How long a new board holds back with saying that a silo is dead, or that there is none.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan DemandLasts = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly Dictionary<string, BoardSilo> _silos = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Demand> _demands = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Grant> _grants = [];
    private readonly TimeSpan _opened;
    private TimeSpan _looked;
    private long _granted;

    /// <summary>Opens a board that knows nothing yet.</summary>
    public SlotBoard(TimeProvider time)
    {
        _time = time;
        _opened = _looked = Now;
    }

    private TimeSpan Now => _time.GetElapsedTime(0);

    // Every silo that lives has had the time to say so, also one whose heartbeat waited for an answer of this board's dead predecessor.
    private bool IsSettled => Now - _opened >= Settling;

    /// <summary>Forgets a run of a silo.</summary>
    public void Remove(string silo, string address)
    {
        if (_silos.TryGetValue(silo, out var known) && known.Address == address)
        {
            Remove(known);
        }
    }

    /// <summary>Forgets the silos that have been silent too long, and the demands of experiments that do not ask any more. To be called more often than silos beat.</summary>
    /// <returns>Those silos, each with the experiments that had slots there.</returns>
    public IReadOnlyList<(string Silo, IReadOnlyList<string> Experiments)> RemoveSilent()
    {
        var now = Now;
        if (now - _looked >= Silence)
        {
            // Whoever slept cannot tell who was silent meanwhile: a stopped process, a laptop that was closed.
            _silos.Values.ToList().ForEach(silo => silo.Heard = now);
        }

        _looked = now;
        var silent = _silos.Values.Where(silo => now - silo.Heard >= Silence).ToList();
        var lost = silent.ConvertAll(silo => (silo.Name, (IReadOnlyList<string>)[.. silo.Slots.Select(slot => slot.Held?.Experiment).OfType<string>().Distinct(StringComparer.Ordinal)]));
        silent.ForEach(Remove);
        foreach (var gone in _demands.Values.Where(demand => now - demand.Asked > DemandLasts).ToList())
        {
            _demands.Remove(gone.Experiment);
        }

        return lost;
    }

    /// <summary>Frees what the experiment does not hold any more, and leases it what it may have now.</summary>
    /// <returns>The answer, and the leases that other experiments have to give up, by experiment.</returns>
    public (LeaseAnswer Answer, IReadOnlyDictionary<string, IReadOnlyList<Guid>> Yielding) Request(LeaseRequest request)
    {
        var now = Now;
        var named = request.Held.Select(lease => lease.Id).ToHashSet();
        foreach (var grant in _grants.Values.Where(grant => grant.Experiment == request.Experiment && !grant.Stuck && !named.Contains(grant.Id)).ToList())
        {
            grant.Slots.ToList().ForEach(slot => slot.GiveBack());
            _grants.Remove(grant.Id);
        }

        var demand = _demands.TryGetValue(request.Experiment, out var known) ? known : _demands[request.Experiment] = new Demand(request.Experiment);
        demand.Ask(request, now);
        demand.Settle(0, HeldBy(request.Experiment), now, _time.GetUtcNow());
        if (demand.Wanted == 0)
        {
            return (new LeaseAnswer([], Lost(request), null), NoYielding);
        }

        var round = new Sharing(_silos.Values, _demands.Values, now);
        var granted = round.Deal().Where(share => share.Demand == demand).Select(share => Lease(share, now)).ToList();
        demand.Hopeless = granted.Count == 0 && IsSettled ? Shortage.Of(demand.Need, _silos.Values) : null;
        var yielding = Preempt(demand, round, now);
        demand.Settle(granted.Count, HeldBy(request.Experiment), now, _time.GetUtcNow());
        return (new LeaseAnswer(granted, Lost(request), demand.Hopeless), yielding);
    }

    /// <summary>The experiments that would get a slot if they asked now.</summary>
    public IReadOnlyList<string> NextInLine() =>
        [.. new Sharing(_silos.Values, _demands.Values, Now).Deal().Select(share => share.Demand.Experiment).Distinct(StringComparer.Ordinal)];

    /// <summary>The silos that are alive.</summary>
    /// <param name="fitting">Only those that have what one trial needs; null for all.</param>
    public LiveSilos Silos(ResourceSpec? fitting)
    {
        var need = fitting is null ? null : new Need(fitting, []);
        return new LiveSilos(IsSettled, _silos.Values.Where(silo => need?.IsWithin(silo) != false).ToDictionary(silo => silo.Name, silo => silo.Address));
    }

    /// <summary>The silos, their slots, and who waits.</summary>
    public ClusterInfo Info()
    {
        var now = Now;
        var waiting = _demands.Values.Where(demand => demand.Wanted > 0).OrderBy(demand => Turn.Of(demand, demand.Held, now));
        return new ClusterInfo(
            [.. _silos.Values.OrderBy(silo => silo.Name, StringComparer.Ordinal).Select(silo => silo.Info())],
            [.. waiting.Select(demand => new QueuedExperiment(demand.Experiment, demand.Priority, demand.Wanted, demand.Held, demand.WaitingSince!.Value, demand.Hopeless))]);
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<Guid>> NoYielding { get; } = new Dictionary<string, IReadOnlyList<Guid>>();

    private int HeldBy(string experiment) => _grants.Values.Where(grant => grant.Experiment == experiment).Sum(grant => grant.Slots.Count);

    private Lease Lease(Share share, TimeSpan now)
    {
        var grant = new Grant(Guid.NewGuid(), share.Demand.Experiment, now);
        if (share.Demand.IsOverdue(now))
        {
            grant.ProtectedUntil = now + ShortestRun;
        }

        _grants[grant.Id] = grant;
        foreach (var slot in share.Slots)
        {
            slot.HoldFor(grant);
        }

        share.Demand.Served = ++_granted;
        var silo = share.Slots[0].Silo;
        return new Lease(grant.Id, silo.Name, silo.Address, [.. share.Slots.Select(slot => slot.Status.Slot)]);
    }

    // What its silo took with it when it died: silent for too long, or back as another run.
    private List<Guid> Lost(LeaseRequest request) =>
        [.. request.Held.Where(lease => _silos.TryGetValue(lease.Silo, out var silo) ? silo.Address != lease.Address : IsSettled).Select(lease => lease.Id)];

    private IReadOnlyDictionary<string, IReadOnlyList<Guid>> Preempt(Demand demand, Sharing round, TimeSpan now)
    {
        var preemption = new Preemption(_silos.Values, experiment => _demands.TryGetValue(experiment, out var other) ? other.Priority : null, now);
        if (demand.Hopeless is not null || round.UnmetOf(demand) == 0 || !preemption.IsPossible(demand))
        {
            return NoYielding;
        }

        round.DealAlso(preemption.IsComing);
        return preemption.For(demand, round).GroupBy(grant => grant.Experiment).ToDictionary(group => group.Key, group => (IReadOnlyList<Guid>)[.. group.Select(grant => grant.Id)]);
    }

    private void Remove(BoardSilo silo)
    {
        _silos.Remove(silo.Name);
        foreach (var slot in silo.Slots.Where(slot => slot.Held is not null))
        {
            _grants.Remove(slot.Held!.Id);
            slot.Release();
        }
    }
}
