using System.Collections.Immutable;

namespace ActorTraining.Training.Data;

/// <summary>The loading of one data set on behalf of all who wait for it. Joined and left under the lock of the library.</summary>
internal sealed class SharedLoad(Func<IProgress<DownloadProgress>, CancellationToken, Task<Dataset>> load) : IProgress<DownloadProgress>
{
    private readonly CancellationTokenSource _stop = new();
    private ImmutableList<IProgress<DownloadProgress>> _listeners = [];
    private Task<Dataset>? _result;
    private int _waiting;

    /// <summary>One more waits; the first one starts the load, on a thread of the pool.</summary>
    /// <returns>The data set, when it is there.</returns>
    public Task<Dataset> Join(IProgress<DownloadProgress>? progress)
    {
        _waiting++;
        if (progress is not null)
        {
            _listeners = _listeners.Add(progress);
        }

        return _result ??= Task.Run(() => load(this, _stop.Token));
    }

    /// <summary>One waits no longer; when nobody does, an unfinished load is stopped.</summary>
    /// <returns>Whether the load is worth keeping: it succeeded, or others still wait for it.</returns>
    public bool Leave(IProgress<DownloadProgress>? progress)
    {
        _waiting--;
        if (progress is not null)
        {
            _listeners = _listeners.Remove(progress);
        }

        if (_result!.IsCompleted)
        {
            return _result.IsCompletedSuccessfully;
        }

        if (_waiting == 0)
        {
            _stop.Cancel();
        }

        return _waiting > 0;
    }

    /// <summary>Tells everybody who waits.</summary>
    public void Report(DownloadProgress value)
    {
        foreach (IProgress<DownloadProgress> listener in _listeners)
        {
            listener.Report(value);
        }
    }
}
