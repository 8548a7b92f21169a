using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What a grain can ask of its own activation.</summary>
public static class GrainBaseExtensions
{
    /// <summary>Ends the activation after the running calls; calls that still wait go to the next activation.</summary>
    public static void DeactivateOnIdle(this IGrainBase grain) => ActivationOf(grain).Deactivate(
        new DeactivationReason(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    /// <summary>Starts a timer whose ticks run as turns of this grain. It ends with the activation.</summary>
    /// <param name="grain">The grain, usually <c>this</c>.</param>
    /// <param name="callback">The tick. Its token is cancelled when the timer is disposed. An exception is logged and the timer goes on.</param>
    /// <param name="options">When and how it ticks.</param>
    /// <returns>The timer, to change or to dispose it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative (and not <see cref="Timeout.InfiniteTimeSpan"/>) or above 49 days.</exception>
    public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ActivationOf(grain).RegisterTimer(callback, options);
    }

    /// <inheritdoc cref="RegisterGrainTimer(IGrainBase, Func{CancellationToken, Task}, GrainTimerCreationOptions)"/>
    public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ActivationOf(grain).RegisterTimer(_ => callback(), options);
    }

    private static Activation ActivationOf(IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain.GrainContext as Activation
            ?? throw new InvalidOperationException($"{grain.GetType()} was not created by the runtime: get it with IGrainFactory.GetGrain.");
    }
}
