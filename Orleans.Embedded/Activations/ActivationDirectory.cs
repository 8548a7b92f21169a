using System.Collections.Concurrent;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>The activations of a silo, at most one per grain, and the search for idle ones.</summary>
internal sealed class ActivationDirectory : IDisposable
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly ActivationEnvironment _environment;
    private readonly ITimer _collection;

    public ActivationDirectory(ActivationEnvironment environment)
    {
        _environment = environment;
        var quantum = environment.Options.CollectionQuantum;
        _collection = environment.Time.CreateTimer(static self => ((ActivationDirectory)self!).DeactivateIdle(), this, quantum, quantum);
    }

    public int Count => _activations.Count;

    public ICollection<Activation> All => _activations.Values;

    public Activation? Find(GrainId id) => _activations.GetValueOrDefault(id);

    /// <summary>Gives a request to the activation of its grain, if there is one.</summary>
    public bool TrySend(Request request, GrainId target) =>
        _activations.TryGetValue(target, out var activation) && activation.TryReceive(request);

    /// <summary>Gives a request to the activation of its grain, which is made where there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="target">The grain.</param>
    /// <param name="epoch">The number of the placement, where another silo made it.</param>
    public void Send(Request request, GrainId target, long epoch = 0)
    {
        while (true)
        {
            if (!_activations.TryGetValue(target, out var activation))
            {
                if (_environment.Router.Phase is not (SiloPhase.Running or SiloPhase.Draining))
                {
                    request.Reject(_environment.Router.Unavailable(request));
                    return;
                }

                if (_environment.Router.Classes.Find(target.Type) is not { } grainClass)
                {
                    request.Reject(new ArgumentException($"{request}: no grain class is called '{target.Type}'."));
                    return;
                }

                // Where two callers race, one of the two objects is dropped before it did anything.
                activation = _activations.GetOrAdd(target, new Activation(target, grainClass, this, _environment) { Epoch = epoch });
            }

            if (activation.TryReceive(request))
            {
                return;
            }

            Remove(activation);
        }
    }

    public void Remove(Activation activation) => _activations.TryRemove(new(activation.GrainId, activation));

    public void Dispose() => _collection.Dispose();

    private void DeactivateIdle()
    {
        foreach (var (_, activation) in _activations)
        {
            activation.DeactivateIfIdle();
        }
    }
}
