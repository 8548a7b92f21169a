namespace ActorTraining.Experiments.Tests.Coordination;

/// <summary>A clock that moves only when a test says so.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private TimeSpan _steady = TimeSpan.FromDays(1);

    public override DateTimeOffset GetUtcNow() => _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _steady.Ticks;

    public void Advance(TimeSpan time)
    {
        _now += time;
        _steady += time;
    }

    /// <summary>Sets the wall clock, as an administrator or a time server does; the steady clock goes on as it did.</summary>
    public void SetWallClock(TimeSpan by) => _now += by;
}
