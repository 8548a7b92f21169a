using System.Collections.Concurrent;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Observers;

/// <summary>The objects of this process that grains can call.</summary>
internal sealed class ObserverDirectory
{
    private static readonly GrainType s_type = GrainType.Create("observer");

    private readonly ConcurrentDictionary<GrainId, ObserverTarget> _observers = new();

    public static bool IsObserver(GrainId id) => id.Type.Equals(s_type);

    public GrainId Add(IGrainObserver observer)
    {
        var id = new GrainId(s_type, IdSpan.Create(Guid.NewGuid().ToString("N")));
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
