using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

/// <summary>Keeps what was reported, in order; unlike <see cref="Progress{T}"/> it does so at once.</summary>
public sealed class RecordedProgress(Action<DownloadProgress>? reported = null) : IProgress<DownloadProgress>
{
    private readonly List<DownloadProgress> _reports = [];

    public IReadOnlyList<DownloadProgress> Reports
    {
        get
        {
            lock (_reports)
            {
                return [.. _reports];
            }
        }
    }

    public void Report(DownloadProgress value)
    {
        lock (_reports)
        {
            _reports.Add(value);
        }

        reported?.Invoke(value);
    }
}
