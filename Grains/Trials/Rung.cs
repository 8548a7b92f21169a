namespace ActorTraining.Grains.Trials;

/// <summary>The step at which a job waits for its coordinator's word. It has saved its state by then, so that it can leave there without losing any work.</summary>
/// <param name="until">The step; null for none.</param>
/// <param name="measured">The metrics of which one has to be reported there.</param>
internal sealed class Rung(long? until, IReadOnlyList<string> measured) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _permitted = new(initialState: true);
    private long? _until = until;
    private long? _reached;
    private bool _disposed;

    /// <summary>Whether the job has come to it and has not been told to go on yet.</summary>
    public bool IsReached
    {
        get
        {
            lock (_lock)
            {
                return _reached is not null;
            }
        }
    }

    /// <summary>The job has reported metrics at a step; from here on it waits, where the rung is there.</summary>
    public void Reach(long step, IEnumerable<string> metrics)
    {
        lock (_lock)
        {
            if (_until is { } end && step >= end && metrics.Any(measured.Contains))
            {
                _reached = step;
                _permitted.Reset();
            }
        }
    }

    /// <summary>Waits before a step behind the rung until the job may go on.</summary>
    /// <exception cref="OperationCanceledException">The job is to leave.</exception>
    public void Pass(long step, CancellationToken stop)
    {
        bool mustWait;
        lock (_lock)
        {
            mustWait = step > _reached;
        }

        if (mustWait)
        {
            _permitted.Wait(stop);
        }
    }

    /// <summary>The job may go on to a further rung. An answer that was given before the job came here permits nothing new.</summary>
    /// <param name="until">The next rung; null for none.</param>
    public void Permit(long? until)
    {
        lock (_lock)
        {
            _until = until;
            if (!_disposed && (_reached is not { } reached || until is null || until > reached))
            {
                _reached = null;
                _permitted.Set();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _permitted.Dispose();
        }
    }
}
