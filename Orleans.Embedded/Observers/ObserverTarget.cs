using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Observers;

/// <summary>An object that grains call: one call after another, on the thread pool. The object is held only while a call waits or runs.</summary>
internal sealed class ObserverTarget(IGrainObserver observer) : ICallTarget, IThreadPoolWorkItem
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Lock _lock = new();
    private readonly Queue<Request> _waiting = new();
    private bool _running;
    private object? _instance;

    object? ICallTarget.Instance => _instance;

    /// <summary>Takes a request, unless the object is gone.</summary>
    public bool TryReceive(Request request)
    {
        if (!_observer.TryGetTarget(out var instance))
        {
            return false;
        }

        lock (_lock)
        {
            _instance = instance;
            request.Target = this;
            _waiting.Enqueue(request);
            if (_running)
            {
                return true;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    public void Post(Action action) => action();

    public void OnCompleted(Request request)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _running = false;
                _instance = null;
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        Request request;
        lock (_lock)
        {
            request = _waiting.Dequeue();
        }

        if (request.IsAbandoned)
        {
            OnCompleted(request);
        }
        else
        {
            _ = request.RunAsync(this);
        }
    }
}
