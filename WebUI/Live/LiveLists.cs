using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Live;

/// <summary>Lists of experiments as they are now: the store is asked once a second for each list that somebody looks at, however many do.</summary>
public sealed class LiveLists(IExperiments experiments, TimeProvider time, ILogger<LiveLists> log) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LiveList> _lists = [];

    /// <summary>Follows a list until the answer is disposed.</summary>
    /// <param name="query">Which experiments.</param>
    /// <param name="changed">Receives the list at once where somebody follows it already, then whenever something in it changed, one call at a time.</param>
    public IDisposable Follow(ExperimentQuery query, Action<Page<ExperimentInfo>> changed)
    {
        // Two queries with equal lists of states are not equal records.
        var key = string.Join('\n', query with { States = null }, string.Join(',', query.States ?? []));
        lock (_gate)
        {
            if (!_lists.TryGetValue(key, out var list))
            {
                list = _lists[key] = new LiveList(query, experiments, time, log);
            }

            list.Add(changed);
            return new Following(this, key, list, changed);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var list in _lists.Values)
            {
                list.Dispose();
            }

            _lists.Clear();
        }
    }

    private void Leave(string key, LiveList list, Action<Page<ExperimentInfo>> changed)
    {
        lock (_gate)
        {
            if (list.Remove(changed))
            {
                list.Dispose();
                _lists.Remove(key);
            }
        }
    }

    private sealed class Following(LiveLists lists, string key, LiveList list, Action<Page<ExperimentInfo>> changed) : IDisposable
    {
        private LiveLists? _lists = lists;

        public void Dispose() => Interlocked.Exchange(ref _lists, null)?.Leave(key, list, changed);
    }
}
