using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Observers;

/// <summary>The objects of this process that grains can call.</summary>
/// <param name="silo">This silo; it is part of the observers' identities, so that other silos know where to send calls.</param>
internal sealed class ObserverDirectory(SiloAddress silo)
{
    private static readonly GrainType s_type = GrainType.Create("observer");

    private readonly ConcurrentDictionary<GrainId, ObserverTarget> _observers = new();

    public static bool IsObserver(GrainId id) => id.Type.Equals(s_type);

    /// <summary>Whether an observer belongs to another silo.</summary>
    public bool IsElsewhere(GrainId id, [NotNullWhen(true)] out SiloAddress? owner)
    {
        owner = null;
        if (_observers.ContainsKey(id))
        {
            return false;
        }

        var key = id.Key.ToString();
        return SiloAddress.TryParse(key.AsSpan(key.IndexOf('@', StringComparison.Ordinal) + 1), out owner) && !owner.Equals(silo);
    }

    public GrainId Add(IGrainObserver observer)
    {
        var id = new GrainId(s_type, IdSpan.Create($"{Guid.NewGuid():N}@{silo.ToParsableString()}"));
        _observers[id] = new ObserverTarget(observer);
        return id;
    }

    public void Remove(GrainId id) => _observers.TryRemove(id, out _);

    public void Send(Request request, GrainId id)
    {
        if (_observers.TryGetValue(id, out var observer) && observer.TryReceive(request))
        {
            return;
        }

        Remove(id);
        request.Reject(new ClientNotAvailableException($"{request}: the observer was deleted, or its object is no longer referenced."));
    }
}
