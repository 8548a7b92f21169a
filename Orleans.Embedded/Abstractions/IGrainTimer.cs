namespace Orleans.Runtime;

/// <summary>A timer of a grain. Disposing it cancels a running tick's token and ends the ticks.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets new times. Called within a tick, they count from the tick's end.</summary>
    /// <param name="dueTime">Until the next tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="period">From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative (and not infinite) or above 49 days.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}
