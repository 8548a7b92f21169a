using System.Collections.Concurrent;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Live;

/// <summary>The objectives of experiments' trials by number, for small pictures in lists: read at most once for each state of an experiment.</summary>
public sealed class ObjectiveHistories(IExperiments experiments, TimeProvider time)
{
    private const int Kept = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ObjectiveHistory> _known = new();

    /// <summary>The history of an experiment as far as it is known, without waiting; null before the first reading.</summary>
    public ObjectiveHistory? Known(string experiment) => _known.GetValueOrDefault(experiment);

    /// <summary>Reads what changed since the last time, of one experiment after the other.</summary>
    /// <returns>Whether anything did. An experiment that changes all the time is read every five seconds.</returns>
    public async Task<bool> ReadAsync(IReadOnlyList<ExperimentInfo> infos, CancellationToken cancel)
    {
        var changed = false;
        foreach (var info in infos)
        {
            var known = Known(info.Id);
            if (known is not null && (known.Event == info.LastEvent || (info.Ended is null && time.GetElapsedTime(known.Read) < Patience)))
            {
                continue;
            }

            var sample = await TrialSample.ReadAsync(experiments, info, cancel);
            _known[info.Id] = new ObjectiveHistory(info.LastEvent, time.GetTimestamp(), sample.IsWhole, [.. sample.Trials.Select(trial => trial.Objective).OfType<double>()]);
            changed = true;
        }

        Forget();
        return changed;
    }

    private void Forget()
    {
        foreach (var (experiment, _) in _known.Count > Kept ? _known.OrderBy(pair => pair.Value.Read).Take(_known.Count - Kept).ToArray() : [])
        {
            _known.TryRemove(experiment, out _);
        }
    }
}
