using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Embedded.Clustering;

/// <summary>
/// Decides where grains live, and knows which live on members. A grain that is active here is found before this is asked; whatever
/// creates one for which there is a director does so under the lock, so that no grain is in two places.
/// </summary>
/// <remarks>
/// Every placement on a member has a number, its epoch. A call to the grain carries it; the member hands back (<see cref="FrameKind.NotHere"/>) what is
/// for a placement that has ended, and only then, or when the member says that it ended or is lost, may the grain be placed anew.
/// </remarks>
internal sealed class PlacementDirectory(CallRouter router, IServiceProvider services) : ICallRoute, IPlacementContext
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, MemberLink> _members = [];
    private readonly Dictionary<GrainId, (MemberLink Link, long Epoch)> _placed = [];
    private readonly Dictionary<GrainId, Queue<Request>> _deciding = [];

    /// <summary>The members, in the order of their names.</summary>
    public IReadOnlyList<ClusterMember> Members
    {
        get
        {
            lock (_lock)
            {
                return [.. _members.Values.Select(link => link.Member).OrderBy(member => member.Name, StringComparer.Ordinal)];
            }
        }
    }

    SiloAddress IPlacementContext.LocalSilo => router.Silo;

    /// <summary>What a caller is told whose call was for a member that is lost.</summary>
    public static SiloUnavailableException Lost(MemberLink link, CallRequest call, string reason = "the connection has ended") =>
        new($"{call}: silo '{link.Member.Name}' ({link.Member.SiloAddress}) is not there any more: {reason}.");

    public void Place(Request request, GrainId target)
    {
        if (router.Classes.Find(target.Type) is not { Placement: { } strategy } grainClass || DirectorOf(strategy) is not { } director)
        {
            router.Activations.Send(request, target);
            return;
        }

        MemberLink link;
        long epoch;
        lock (_lock)
        {
            if (_deciding.TryGetValue(target, out var waiting))
            {
                waiting.Enqueue(request);
                return;
            }

            if (router.Activations.TrySend(request, target))
            {
                return;
            }

            if (!_placed.TryGetValue(target, out var placed))
            {
                if (router.Phase is SiloPhase.Running or SiloPhase.Draining)
                {
                    _deciding.Add(target, new([request]));
                    _ = Task.Run(() => DecideAsync(target, request, strategy, director));
                }
                else
                {
                    request.Reject(router.Unavailable(request));
                }

                return;
            }

            (link, epoch) = placed;
        }

        SendTo(link, request, epoch);
    }

    public void SendToObserver(Request request, GrainId target, SiloAddress silo)
    {
        if (Find(silo) is { } link)
        {
            SendTo(link, request, epoch: 0);
        }
        else
        {
            request.Reject(new ClientNotAvailableException($"{request}: the observer's silo {silo} is not in the cluster."));
        }
    }

    public void OnEnded(Activation activation)
    {
        // An activation of this silo is in the silo's own directory only.
    }

    /// <summary>A member has ended a placement.</summary>
    public void Forget(MemberLink link, GrainId grain, long epoch)
    {
        lock (_lock)
        {
            if (_placed.TryGetValue(grain, out var placed) && placed == (link, epoch))
            {
                _placed.Remove(grain);
            }
        }
    }

    /// <summary>A call came back from a member where its grain is not any more: look again.</summary>
    public void OnReturned(MemberLink link, CallRequest call, long epoch)
    {
        Forget(link, call.Call.Target, epoch);
        router.Receive(call);
    }

    /// <summary>
    /// Whether a silo may join while one of its name is a member. Neither of two machines of one name may evict the other, over and over; one that has died is
    /// forgotten within the silence.
    /// </summary>
    /// <exception cref="JoinRefusedException">It may not: it is another run.</exception>
    public static void CheckName(ClusterMember known, SiloAddress newcomer)
    {
        if (known.SiloAddress.Generation > newcomer.Generation)
        {
            throw new JoinRefusedException(JoinRefusal.Replaced, $"A newer run of silo '{known.Name}' has joined ({known.SiloAddress}).");
        }

        if (!known.SiloAddress.Equals(newcomer))
        {
            throw new JoinRefusedException(JoinRefusal.NameTaken, $"A silo of the name '{known.Name}' is connected ({known.SiloAddress}): give every silo a name of its own.");
        }
    }

    /// <summary>Takes a member in, together with the grains that are active there.</summary>
    /// <param name="link">The member.</param>
    /// <param name="grains">What it hosts.</param>
    /// <param name="replaced">An older connection of the same run; it is a member no longer.</param>
    /// <param name="elsewhere">Those of its grains that live somewhere else by now; it has to end them.</param>
    /// <exception cref="JoinRefusedException">Its address or its name belongs to another silo, or it is itself the older run.</exception>
    public void Add(MemberLink link, IReadOnlyList<(GrainId Grain, long Epoch)> grains, out MemberLink? replaced, out List<(GrainId Grain, long Epoch)> elsewhere)
    {
        lock (_lock)
        {
            var (name, address) = (link.Member.Name, link.Member.SiloAddress);
            replaced = _members.Values.FirstOrDefault(other => other.Member.Name == name);
            if (address.Equals(router.Silo) || (_members.TryGetValue(address, out var same) && same != replaced))
            {
                throw new JoinRefusedException(JoinRefusal.Identity, $"The address {address} of silo '{name}' belongs to another silo of the cluster.");
            }

            if (replaced is not null)
            {
                CheckName(replaced.Member, address);
                RemoveUnderLock(replaced);
            }

            _members.Add(address, link);
            elsewhere = [];
            foreach (var (grain, epoch) in grains)
            {
                if (_deciding.ContainsKey(grain) || router.Activations.Find(grain) is not null || !_placed.TryAdd(grain, (link, epoch)))
                {
                    elsewhere.Add((grain, epoch));
                }
            }
        }
    }

    /// <summary>A member is lost or has left: its grains may be placed elsewhere.</summary>
    /// <returns>Whether it was a member.</returns>
    public bool Remove(MemberLink link)
    {
        lock (_lock)
        {
            return _members.GetValueOrDefault(link.Member.SiloAddress) == link && RemoveUnderLock(link);
        }
    }

    /// <summary>From now on a member takes no more grains.</summary>
    public void BeginLeaving(MemberLink link)
    {
        lock (_lock)
        {
            link.Member = link.Member with { IsLeaving = true };
        }
    }

    SiloAddress[] IPlacementContext.GetCompatibleSilos(PlacementTarget target)
    {
        lock (_lock)
        {
            return [router.Silo, .. _members.Values.Where(link => !link.Member.IsLeaving).Select(link => link.Member.SiloAddress)];
        }
    }

    private bool RemoveUnderLock(MemberLink link)
    {
        _members.Remove(link.Member.SiloAddress);
        foreach (var (grain, _) in _placed.Where(placed => placed.Value.Link == link).ToList())
        {
            _placed.Remove(grain);
        }

        return true;
    }

    private MemberLink? Find(SiloAddress silo)
    {
        lock (_lock)
        {
            return _members.GetValueOrDefault(silo);
        }
    }

    private IPlacementDirector? DirectorOf(PlacementStrategy strategy) => services.GetKeyedService<IPlacementDirector>(strategy.GetType());

    private async Task DecideAsync(GrainId grain, Request request, PlacementStrategy strategy, IPlacementDirector director)
    {
        try
        {
            var name = request is CallRequest call ? call.Call.Method.InterfaceName : "?";
            var target = new PlacementTarget(grain, request.Context ?? [], GrainInterfaceType.Create(name), 0);
            var silo = await director.OnAddActivation(strategy, target, this);
            if (silo.Equals(router.Silo))
            {
                ActivateHere(grain);
            }
            else
            {
                ActivateOn(
                    Find(silo) is { Member.IsLeaving: false } link ? link : throw new OrleansException($"The placement of {grain} chose silo {silo}, which is not in the cluster."),
                    grain);
            }
        }
        catch (Exception failure)
        {
            Queue<Request>? waiting;
            lock (_lock)
            {
                _deciding.Remove(grain, out waiting);
            }

            // Those that came later may have asked for another silo.
            request.Reject(failure);
            Retry(waiting ?? [], grain, except: request);
        }
    }

    private void ActivateHere(GrainId grain)
    {
        lock (_lock)
        {
            _deciding.Remove(grain, out var waiting);
            foreach (var request in waiting!)
            {
                router.Activations.Send(request, grain);
            }
        }
    }

    // The call that brings the grain to life goes first; until it is on its way, the others wait.
    private void ActivateOn(MemberLink link, GrainId grain)
    {
        var epoch = Random.Shared.NextInt64(1, long.MaxValue);
        Request? first;
        Queue<Request>? waiting;
        do
        {
            lock (_lock)
            {
                if (!_deciding[grain].TryDequeue(out first))
                {
                    _deciding.Remove(grain);
                    return;
                }
            }
        }
        while (first.IsAbandoned || !SendTo(link, first, epoch, place: true));

        lock (_lock)
        {
            if (_members.GetValueOrDefault(link.Member.SiloAddress) == link)
            {
                _placed[grain] = (link, epoch);
            }

            _deciding.Remove(grain, out waiting);
        }

        Retry(waiting!, grain);
    }

    private void Retry(Queue<Request> waiting, GrainId grain, Request? except = null)
    {
        foreach (var request in waiting.Where(request => request != except))
        {
            Place(request, grain);
        }
    }

    private static bool SendTo(MemberLink link, Request request, long epoch, bool place = false)
    {
        if (request is not CallRequest call)
        {
            request.Reject(new NotSupportedException($"{request}: streams do not leave their silo."));
            return false;
        }

        var outcome = link.Connection.Send(call, epoch, place);
        if (outcome == SendOutcome.Closed)
        {
            call.Reject(Lost(link, call));
        }

        return outcome == SendOutcome.Sent;
    }
}
