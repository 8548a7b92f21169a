using Orleans.Runtime;

namespace Orleans;

/// <summary>What the runtime asks of a grain class. <see cref="Grain"/> implements it.</summary>
public interface IGrainBase
{
    /// <summary>The activation that this object belongs to.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call reaches the grain; an exception fails the waiting calls.</summary>
    /// <param name="token">Cancelled when the activation takes too long or is given up.</param>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last call has ended, before the activation is dropped.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="token">Cancelled when the deactivation takes too long.</param>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
