namespace Orleans.Embedded.Activations;

/// <summary>
/// A token for a grain's code that is cancelled after a time, or when another token is. It is cancelled within a turn of the grain, so
/// that what the grain hangs on it does not run beside its code. Create, cancel and dispose it within a turn as well.
/// </summary>
internal sealed class TurnLimit : IDisposable
{
    private readonly ActivationScheduler _scheduler;
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly ITimer _timer;
    private bool _disposed;

    public TurnLimit(ActivationScheduler scheduler, TimeProvider time, TimeSpan limit, CancellationToken other = default)
    {
        _scheduler = scheduler;
        _registration = other.UnsafeRegister(static self => ((TurnLimit)self!)._scheduler.Post(((TurnLimit)self).Cancel), this);
        _timer = time.CreateTimer(
            static self => ((TurnLimit)self!)._scheduler.Post(((TurnLimit)self).OnTimeOver), this, limit, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    public bool IsTimeOver { get; private set; }

    public void Cancel()
    {
        if (!_disposed)
        {
            _source.Cancel();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
        _registration.Unregister();
    }

    private void OnTimeOver()
    {
        IsTimeOver = true;
        Cancel();
    }
}
