namespace ActorTraining.Experiments;

/// <summary>Tells when something happened in a trial that was so many seconds old, from when its attempts started. Between two attempts the wall clock runs on, the trial's age does not.</summary>
/// <param name="attempts">The attempts at one trial, in their order.</param>
public sealed class TrialClock(IReadOnlyList<AttemptInfo> attempts)
{
    private readonly List<AttemptInfo> _timed = [.. attempts.Where(attempt => attempt.SecondsBefore is not null)];

    /// <summary>The time by the coordinator's wall clock.</summary>
    /// <param name="seconds">The seconds that the trial had computed, at least 0.</param>
    /// <returns>The time; null where no attempt says how old the trial was when it started.</returns>
    public DateTimeOffset? At(double seconds)
    {
        // What happened at the very end of an attempt belongs to it, not to the next one, which may have started days later.
        var attempt = _timed.FindLast(attempt => attempt.SecondsBefore < seconds) ?? (_timed is [var first, ..] ? first : null);
        return attempt?.Started.AddSeconds(seconds - attempt.SecondsBefore!.Value);
    }
}
