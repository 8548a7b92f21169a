using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Base class of grains. One object stands for one activation; the runtime runs its code one turn at a time, never in parallel.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Called by subclasses while the runtime creates the activation.</summary>
    protected Grain() => GrainContext = RuntimeContext.Current!;

    /// <summary>The activation that this object belongs to; null where the grain was made by hand, as in a unit test.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>Makes references to other grains.</summary>
    /// <exception cref="InvalidOperationException">The grain was not created by the runtime.</exception>
    protected IGrainFactory GrainFactory => Activation.GrainFactory;

    /// <summary>The services of this activation; scoped services live as long as it does.</summary>
    /// <exception cref="InvalidOperationException">The grain was not created by the runtime.</exception>
    protected internal IServiceProvider ServiceProvider => Activation.ActivationServices;

    private Activation Activation => GrainContext as Activation
        ?? throw new InvalidOperationException($"{GetType()} was not created by the runtime: get it with IGrainFactory.GetGrain.");

    /// <summary>Runs before the first call reaches the grain; an exception fails the waiting calls, and the next call tries afresh.</summary>
    /// <param name="cancellationToken">Cancelled when the activation takes too long or is given up.</param>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call has ended, before the activation is dropped.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="cancellationToken">Cancelled when the deactivation takes too long.</param>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation after the running calls; calls that still wait go to the next activation.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this activation at least that long, however idle it is.</summary>
    /// <param name="timeSpan"><see cref="TimeSpan.Zero"/> takes an earlier delay back, <see cref="Timeout.InfiniteTimeSpan"/> keeps it for good.</param>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayDeactivation(timeSpan);
}
