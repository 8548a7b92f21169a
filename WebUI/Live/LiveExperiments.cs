using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Live;

/// <summary>What happens in the experiments that somebody looks at: one stream of events each, however many pages follow it.</summary>
public sealed class LiveExperiments(IExperiments experiments, TimeProvider time, ILogger<LiveExperiments> log) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LiveStream> _streams = [];

    /// <summary>Follows an experiment until the answer is disposed. What happened before is not told: read it after this call, and nothing falls between.</summary>
    /// <param name="experiment">The identifier.</param>
    /// <param name="changed">Receives what happened, at most five times a second, one call at a time. It should return soon.</param>
    public IDisposable Follow(string experiment, Action<LiveBatch> changed)
    {
        lock (_gate)
        {
            if (!_streams.TryGetValue(experiment, out var stream))
            {
                stream = _streams[experiment] = new LiveStream(experiment, experiments, time, log);
            }

            var follower = stream.Add(changed);
            return new Following(this, stream, follower);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<LiveStream> open;
        lock (_gate)
        {
            open = [.. _streams.Values];
            _streams.Clear();
        }

        foreach (var stream in open)
        {
            await stream.DisposeAsync();
        }
    }

    private void Leave(LiveStream stream, LiveFollower follower)
    {
        lock (_gate)
        {
            if (stream.Remove(follower) && _streams.Remove(stream.Experiment))
            {
                // Its end is not waited for: a page that is left must not wait for the store.
                _ = stream.DisposeAsync().AsTask();
            }
        }
    }

    private sealed class Following(LiveExperiments live, LiveStream stream, LiveFollower follower) : IDisposable
    {
        private LiveExperiments? _live = live;

        public void Dispose() => Interlocked.Exchange(ref _live, null)?.Leave(stream, follower);
    }
}
