using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Coordination;

/// <content>Asking after attempts that are silent, and taking back those that are lost.</content>
public sealed partial class ExperimentGrain
{
    private async Task AskAfterSilent()
    {
        var now = Now;
        var known = _running.Where(trial => MustAsk(trial.Value, now)).ToList();
        var strangers = _running.Where(trial => trial.Value is { Lease: null, IsAsked: false }).ToList();
        await Task.WhenAll([.. known.ConvertAll(trial => Ask(trial.Key, trial.Value)), TakeOver(strangers, now)]);
    }

    // Silence says nothing of an attempt whose start is still being stored.
    private static bool MustAsk(RunningTrial trial, TimeSpan now) =>
        trial is { Started: true, IsAsked: false, Lease: not null } && (trial.Heard is not { } heard || now - heard > Silence);

    // Attempts that a former coordinator started. To ask one whose silo has not come back yet would start its grain elsewhere, which knows nothing of it.
    private async Task TakeOver(List<KeyValuePair<int, RunningTrial>> strangers, TimeSpan now)
    {
        var (here, elsewhere) = (strangers.Where(trial => trial.Value.Silo == slots.Silo), strangers.Where(trial => trial.Value.Silo != slots.Silo).ToList());
        var alive = elsewhere.Count == 0 ? new LiveSilos(false, []) : await SilosQuietly();
        var isOver = now - _activated >= Grace && alive.Settled;
        await Task.WhenAll(
        [
            .. here.Concat(elsewhere.Where(trial => alive.Names.Contains(trial.Value.Silo))).Select(trial => Ask(trial.Key, trial.Value)),
            .. elsewhere.Where(trial => isOver && !alive.Names.Contains(trial.Value.Silo)).Select(trial => Requeue(trial.Key, trial.Value)),
        ]);
    }

    private async Task<LiveSilos> SilosQuietly()
    {
        try
        {
            return await Cluster.Silos(null);
        }
        catch (Exception e)
        {
            LogIgnored(Id, e.Message);
            return new LiveSilos(false, []);
        }
    }

    // Does it still run? Where its silo is dead, its grain comes up elsewhere and says no.
    private async Task Ask(int number, RunningTrial running)
    {
        running.IsAsked = true;
        try
        {
            if (await TrialOf(number, running.Attempt).RunsUnder(running.Attempt) is { } lease)
            {
                (running.Lease, running.Heard) = (lease, Now);
                return;
            }
        }
        catch (Exception e)
        {
            LogSilent(Id, number, e.Message);
        }
        finally
        {
            running.IsAsked = false;
        }

        await Requeue(number, running);
    }

    private async Task Requeue(int number, RunningTrial running)
    {
        if (_ledger.Requeue(number, running.Attempt) is { } change)
        {
            LogRequeued(Id, number, running.Attempt);
            _running.Remove(number);
            await Commit(change);
        }
    }

    // Their silos have died: there is nobody to ask, and nothing to wait for.
    private Task TakeBack(IReadOnlyList<Guid> lost)
    {
        var gone = lost.ToHashSet();
        _departing.RemoveAll(departing => gone.Contains(departing.Lease.Id));
        return Task.WhenAll(_running.Where(trial => trial.Value.Lease is { } lease && gone.Contains(lease.Id)).ToList().ConvertAll(trial => Requeue(trial.Key, trial.Value)));
    }
}
