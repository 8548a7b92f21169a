using ActorTraining.WebUI.Live;

namespace ActorTraining.WebUI.Components.Compare;

/// <summary>Says which of several experiments have changed: at most every two seconds, and of one with very many trials, which takes long to read, more seldom.</summary>
internal sealed class CompareWatch : IDisposable
{
    private const double TrialsPerSecond = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Func<IReadOnlyCollection<string>, Task> _changed;
    private readonly Dictionary<string, (long Told, int Trials)> _known;
    private readonly HashSet<string> _waiting = [];
    private readonly Pace _pace;
    private readonly List<IDisposable> _following;

    /// <summary>Follows experiments until it is disposed.</summary>
    /// <param name="ids">Their identifiers.</param>
    /// <param name="live">What happens in them.</param>
    /// <param name="time">The clock.</param>
    /// <param name="changed">Receives the identifiers of those that have changed, one call at a time; it handles its own faults.</param>
    public CompareWatch(IReadOnlyCollection<string> ids, LiveExperiments live, TimeProvider time, Func<IReadOnlyCollection<string>, Task> changed)
    {
        (_time, _changed) = (time, changed);
        _known = ids.ToDictionary(id => id, _ => (time.GetTimestamp(), 0));
        _pace = new Pace(Interval, time, TellAsync);
        _following = [.. ids.Select(id => live.Follow(id, OnChanged))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _following.ForEach(following => following.Dispose());
        _pace.Dispose();
    }

    private void OnChanged(LiveBatch batch)
    {
        lock (_gate)
        {
            _waiting.Add(batch.Experiment.Id);
            _known[batch.Experiment.Id] = (_known[batch.Experiment.Id].Told, batch.Experiment.Counts.Values.Sum());
        }

        _pace.Ask();
    }

    private async Task TellAsync()
    {
        List<string> due;
        lock (_gate)
        {
            due = [.. _waiting.Where(id => _time.GetElapsedTime(_known[id].Told).TotalSeconds >= _known[id].Trials / TrialsPerSecond)];
            _waiting.ExceptWith(due);
            if (_waiting.Count > 0)
            {
                _pace.Ask();
            }
        }

        if (due.Count > 0)
        {
            await _changed(due);
            lock (_gate)
            {
                due.ForEach(id => _known[id] = _known[id] with { Told = _time.GetTimestamp() });
            }
        }
    }
}
