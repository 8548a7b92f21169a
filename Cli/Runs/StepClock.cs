namespace ActorTraining.Cli.Runs;

/// <summary>Estimates the time that a trial still takes from the times at which it got further.</summary>
/// <remarks>
/// The pace is time over steps of all observations so far, older ones counting less: a weight falls to 1/e in <see cref="Memory"/>. So the estimate follows
/// a machine that gets busier, and does not jump where reports come in bursts.
/// </remarks>
internal sealed class StepClock
{
    /// <summary>How long an observation counts.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);

    private DateTimeOffset _at;
    private double _step;
    private double _seconds;
    private double _steps;

    /// <summary>Starts at a step: 0, or the one that the trial resumes from.</summary>
    public StepClock(DateTimeOffset at, double step) => (_at, _step) = (at, step);

    /// <summary>The mean time of one step in seconds; null before there is anything to tell it from.</summary>
    public double? SecondsPerStep => _steps > 0 && _seconds > 0 ? _seconds / _steps : null;

    /// <summary>The trial is at this step at this time. What is older than an observation before counts as nothing.</summary>
    public void Observe(DateTimeOffset at, double step)
    {
        double seconds = (at - _at).TotalSeconds;
        if (seconds <= 0 || step <= _step)
            return;
        double kept = Math.Exp(-seconds / Memory.TotalSeconds);
        _seconds = _seconds * kept + seconds;
        _steps = _steps * kept + step - _step;
        (_at, _step) = (at, step);
    }

    /// <summary>The time left at a moment, never negative; null while it cannot be told.</summary>
    /// <param name="steps">The steps in all.</param>
    /// <param name="now">The moment; the time since the newest observation is taken off.</param>
    public TimeSpan? Remaining(double steps, DateTimeOffset now)
    {
        if (SecondsPerStep is not { } pace || steps <= 0)
            return null;
        double left = Math.Max(0, steps - _step) * pace - Math.Max(0, (now - _at).TotalSeconds);
        return Duration(left);
    }

    // A first observation of a tiny step can promise more than a TimeSpan holds.
    private static TimeSpan Duration(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 1e9));
}
