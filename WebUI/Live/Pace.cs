namespace ActorTraining.WebUI.Live;

/// <summary>Calls something at most once in an interval, and once more after the last time that it was asked to.</summary>
/// <param name="interval">The shortest time between two calls.</param>
/// <param name="time">The clock.</param>
/// <param name="call">What is called, on any thread, one call at a time; it handles its own faults.</param>
internal sealed class Pace(TimeSpan interval, TimeProvider time, Func<Task> call) : IDisposable
{
    private readonly Lock _gate = new();
    private bool _asked;
    private bool _running;
    private bool _stopped;

    /// <summary>Asks for a call: now, or as soon as the interval since the one before is over.</summary>
    public void Ask()
    {
        lock (_gate)
        {
            _asked = true;
            if (_running || _stopped)
            {
                return;
            }

            _running = true;
        }

        _ = RunAsync();
    }

    /// <summary>Calls no more; one that is under way comes to its end.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
        }
    }

    private async Task RunAsync()
    {
        while (Next())
        {
            await call();
            await Task.Delay(interval, time);
        }
    }

    private bool Next()
    {
        lock (_gate)
        {
            _running = _asked && !_stopped;
            _asked = false;
            return _running;
        }
    }
}
