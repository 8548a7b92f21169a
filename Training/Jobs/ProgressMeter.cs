namespace ActorTraining.Training.Jobs;

/// <summary>Passes progress on to a trial, but not more than ten times a second; cheap enough to be called at every step.</summary>
internal sealed class ProgressMeter(ITrial trial)
{
    private const long Pause = 100;

    private long _next = Environment.TickCount64 + Pause;

    /// <summary>Tells how far the trial is, if the last time is long enough ago.</summary>
    public void Tell(double step)
    {
        long now = Environment.TickCount64;
        if (now >= _next)
        {
            _next = now + Pause;
            trial.Progress(step);
        }
    }
}
