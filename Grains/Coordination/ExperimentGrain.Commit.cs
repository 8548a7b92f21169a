using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Telemetry;
using Orleans;

namespace ActorTraining.Grains.Coordination;

/// <content>Storing what has changed, and telling it.</content>
public sealed partial class ExperimentGrain
{
    private async Task Commit(ExperimentChange change)
    {
        CheckHere();
        var began = time.GetTimestamp();
        try
        {
            await (_written = store.WriteAsync(change));
            Measure(change, time.GetElapsedTime(began));
        }
        catch (Exception e)
        {
            // The ledger is ahead of the store now. Whoever comes next starts from the store, and trials repeat what was not acknowledged.
            LogLeaving(Id, e.Message);
            _gone = true;
            _heartbeat?.Dispose();
            DeactivateOnIdle();
            throw;
        }

        await Announce(change);
        foreach (var key in change.Obsolete)
        {
            await Quietly(() => blobs.DeleteAsync(key));
        }
    }

    private void Measure(ExperimentChange change, TimeSpan took)
    {
        Instruments.CommitDuration.Record(took.TotalSeconds);
        foreach (var ended in change.Events.OfType<TrialChanged>().Where(changed => changed.Trial.State.IsFinal()))
        {
            Instruments.Trials.Add(1, new("actortraining.job", _ledger.Info.Spec.Job), new("actortraining.state", ended.Trial.State.ToString().ToLowerInvariant()));
        }
    }

    private async Task Announce(ExperimentChange change)
    {
        if (_observers.Count == 0)
        {
            return;
        }

        var moved = change.Events.OfType<TrialChanged>().Select(e => e.Trial.Number).ToHashSet();
        var progressed = change.Trials
            .Where(trial => !moved.Contains(trial.Info.Number) || change.Points.Count > 0)
            .Select(trial => new TrialProgressed(0, time.GetUtcNow(), trial.Info, [.. change.Points.Where(p => p.Trial == trial.Info.Number).Select(p => p.Point)]));
        // Points before states: the last values of a trial arrive before the news of its end.
        List<ExperimentEvent> events = [.. progressed, .. change.Events];
        await _observers.Notify(observer => observer.OnEvents(events));
    }
}
