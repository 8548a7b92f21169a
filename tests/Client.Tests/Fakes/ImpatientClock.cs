namespace ActorTraining.Client.Tests.Fakes;

/// <summary>A clock on which waits between tries are over as soon as they begin, and which keeps them; time limits never run out unless they are told to.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly HashSet<Limit> _limits = [];
    private TimeSpan _elapsed;

    /// <summary>What is longer than this is a time limit and no wait.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(31);

    /// <summary>The waits so far.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
                return [.. _waits];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp()
    {
        lock (_lock)
            return _elapsed.Ticks;
    }

    /// <summary>Lets every time limit run out that is set now.</summary>
    /// <returns>How many there were.</returns>
    public int RunOut()
    {
        Limit[] limits;
        lock (_lock)
        {
            limits = [.. _limits];
            _limits.Clear();
        }

        foreach (var limit in limits)
            limit.Fire();
        return limits.Length;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Limit(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Begin(Limit timer, TimeSpan due)
    {
        lock (_lock)
        {
            _limits.Remove(timer);
            if (due < TimeSpan.Zero)
                return;
            if (due > LongestWait)
            {
                _limits.Add(timer);
                return;
            }

            _waits.Add(due);
            _elapsed += due;
        }

        ThreadPool.QueueUserWorkItem(_ => timer.Fire());
    }

    private sealed class Limit(ImpatientClock clock, Action callback) : ITimer
    {
        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Begin(this, dueTime);
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._limits.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
