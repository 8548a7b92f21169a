using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Timers;

/// <summary>A timer of a grain. When it is due it sends its grain a tick; the time to the next counts from that tick's end, so ticks never overlap.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposal = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly ITimer _clock;
    private readonly TimerTick _tick;
    private TimeSpan _next;
    private TimeSpan _period;
    private bool _ticking;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, TimeProvider time)
    {
        Validate(options.DueTime, nameof(options.DueTime));
        Validate(options.Period, nameof(options.Period));
        _activation = activation;
        _callback = callback;
        _tick = new TimerTick(this, options);
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _clock = time.CreateTimer(static self => ((GrainTimer)self!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        lock (_lock)
        {
            (_next, _period) = (dueTime, period);
            if (!_ticking && !_disposal.IsCancellationRequested)
            {
                _clock.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposal.IsCancellationRequested)
            {
                return;
            }

            _clock.Dispose();
        }

        _activation.OnTimerDisposed(this);
        try
        {
            _disposal.Cancel();
        }
        catch (AggregateException failure)
        {
            _activation.LogTickFailure(failure);
        }
    }

    /// <summary>The tick's turn.</summary>
    public async Task TickAsync()
    {
        lock (_lock)
        {
            _next = _period;
        }

        try
        {
            if (!_disposal.IsCancellationRequested)
            {
                await _callback(_disposal.Token);
            }
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The tick ended as it was told to.
        }
        catch (Exception failure)
        {
            _activation.LogTickFailure(failure);
        }

        lock (_lock)
        {
            _ticking = false;
            if (!_disposal.IsCancellationRequested)
            {
                _clock.Change(_next, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private static void Validate(TimeSpan time, string name)
    {
        if ((time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan) || time > s_longest)
        {
            throw new ArgumentOutOfRangeException(name, time, $"The time is neither infinite nor between zero and {s_longest}.");
        }
    }

    private void OnDue()
    {
        lock (_lock)
        {
            if (_ticking || _disposal.IsCancellationRequested)
            {
                return;
            }

            _ticking = true;
        }

        _activation.TryReceive(_tick);
    }
}
