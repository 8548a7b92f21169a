using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When and how a grain timer ticks.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Options with both times set.</summary>
    /// <param name="dueTime">Until the first tick.</param>
    /// <param name="period">From the end of a tick to the next.</param>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this() => (DueTime, Period) = (dueTime, period);

    /// <summary>Until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether a tick may run while a call of the grain awaits something. Without it, a tick waits for its turn.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a tick counts as activity, so that it keeps the activation from becoming idle.</summary>
    public bool KeepAlive { get; init; }
}
