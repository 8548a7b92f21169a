using ActorTraining.Experiments;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Coordination;

/// <summary>Takes a coordinator's events and hands them to one reader, who may be slow.</summary>
/// <remarks>Where the reader is behind, progress of a trial is replaced by newer progress of the same trial; states are all kept.</remarks>
internal sealed class EventFeed : IExperimentObserver, IDisposable
{
    private const int MaxWaiting = 5_000;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _news = new(0, 1);
    private LinkedList<ExperimentEvent> _waiting = [];
    private int _passing;

    public Task OnEvents(IReadOnlyList<ExperimentEvent> events)
    {
        lock (_lock)
        {
            foreach (var happened in events)
            {
                _waiting.AddLast(happened);
                _passing += happened.Sequence == 0 ? 1 : 0;
            }

            for (var node = _waiting.First; _passing > MaxWaiting && node is not null;)
            {
                var next = node.Next;
                if (node.Value.Sequence == 0)
                {
                    _waiting.Remove(node);
                    _passing--;
                }

                node = next;
            }

            if (_news.CurrentCount == 0)
            {
                _news.Release();
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The events since the last call, once there are any; empty after a quiet time.</summary>
    public async Task<IReadOnlyList<ExperimentEvent>> TakeAsync(TimeSpan quiet, CancellationToken cancel)
    {
        await _news.WaitAsync(quiet, cancel);
        lock (_lock)
        {
            var taken = _waiting;
            (_waiting, _passing) = ([], 0);
            return [.. taken];
        }
    }

    public void Dispose() => _news.Dispose();
}
