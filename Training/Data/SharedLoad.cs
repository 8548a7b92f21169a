using System.Collections.Immutable;

namespace ActorTraining.Training.Data;

/// <summary>The loading of one data set on behalf of all who wait for it. Joined and left under the lock of the library.</summary>
internal sealed class SharedLoad : IProgress<DownloadProgress>
{
    private readonly CancellationTokenSource _stop = new();
    private ImmutableList<IProgress<DownloadProgress>> _listeners = [];
    private int _waiting;

    /// <summary>Starts loading on a thread of the pool.</summary>
    public SharedLoad(Func<IProgress<DownloadProgress>, CancellationToken, Task<Dataset>> load) =>
        Result = Task.Run(() => load(this, _stop.Token));

    /// <summary>The data set, when it is there.</summary>
    public Task<Dataset> Result { get; }

    /// <summary>One more waits.</summary>
    public void Join(IProgress<DownloadProgress>? progress)
    {
        _waiting++;
        if (progress is not null)
        {
            _listeners = _listeners.Add(progress);
        }
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

        if (Result.IsCompleted)
        {
            return Result.IsCompletedSuccessfully;
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
