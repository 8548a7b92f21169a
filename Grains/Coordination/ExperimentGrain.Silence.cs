using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Placement;
using ActorTraining.Grains.Telemetry;

namespace ActorTraining.Grains.Coordination;

/// <content>Asking after attempts that are silent, and taking back those that are lost.</content>
public sealed partial class ExperimentGrain
{
    // How often an attempt is asked after in vain before it is given up. Its board may know nothing of it, and a connection may only have been cut.
    private const int MostUnanswered = 5;

    // Nobody waits for the answers: a silo that has just died gives none for a while, and the others go on meanwhile.
    private async Task AskAfterSilent()
    {
        var now = Now;
        foreach (var (number, trial) in _running.Where(trial => MustAsk(trial.Value, now)).ToList())
        {
            _ = Resolve(Ask(number, trial));
        }

        await TakeOver([.. _running.Where(trial => trial.Value is { Lease: null, IsAsked: false })], now);
    }

    // Silence says nothing of an attempt whose start is still being stored.
    private static bool MustAsk(RunningTrial trial, TimeSpan now) =>
        trial is { Started: true, IsAsked: false, Lease: not null } && (trial.Heard is not { } heard || now - heard > Silence);

    // Attempts that a former coordinator started. To ask one whose silo has not come back yet would start its grain elsewhere, which knows nothing of it.
    private async Task TakeOver(List<KeyValuePair<int, RunningTrial>> strangers, TimeSpan now)
    {
        var (here, elsewhere) = (strangers.Where(trial => trial.Value.Silo == slots.Silo), strangers.Where(trial => trial.Value.Silo != slots.Silo).ToList());
        var alive = elsewhere.Count == 0 ? new LiveSilos(false, new Dictionary<string, string>()) : await SilosQuietly();
        var isOver = now - _activated >= Grace && alive.Settled;
        foreach (var (number, trial) in here.Concat(elsewhere.Where(trial => alive.Addresses.ContainsKey(trial.Value.Silo))))
        {
            trial.Address = trial.Silo == slots.Silo ? silo.SiloAddress.ToParsableString() : alive.Addresses[trial.Silo];
            _ = Resolve(Ask(number, trial));
        }

        foreach (var (number, trial) in elsewhere.Where(trial => isOver && !alive.Addresses.ContainsKey(trial.Value.Silo)))
        {
            _ = Resolve(Requeue(number, trial));
        }
    }

    private async Task Resolve(Task resolving)
    {
        try
        {
            await resolving;
            await (_recovered ? Task.CompletedTask : Recover());
        }
        catch (Exception e)
        {
            LogTick(Id, e.Message);
        }
    }

    // A request that does not name a lease gives it back, so none is made before all are known.
    private Task Recover()
    {
        if (!_recovered && _running.Values.All(trial => trial.Lease is not null))
        {
            _recovered = true;

            // The coordinator before may have died before it could ask them.
            _ = AskExcessToLeave();
        }

        return Pump();
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
            return new LiveSilos(false, new Dictionary<string, string>());
        }
    }

    // Does it still run? Only its own silo knows, or placement, that there is no such silo. Anything else that goes wrong says nothing of the attempt: it is asked again.
    private async Task Ask(int number, RunningTrial running)
    {
        running.IsAsked = true;
        try
        {
            if (await SlotHint.On(running.Address!, () => TrialOf(number, running.Attempt).RunsUnder(running.Attempt)) is { } lease)
            {
                (running.Lease, running.Heard, running.Unanswered) = (lease, Now, 0);
                return;
            }
        }
        catch (Exception e)
        {
            LogSilent(Id, number, e.Message);
            if (!SlotPlacementDirector.SaysGone(e, running.Address!) && ++running.Unanswered < MostUnanswered)
            {
                return;
            }
        }
        finally
        {
            running.IsAsked = false;
        }

        await Requeue(number, running);
    }

    private async Task Requeue(int number, RunningTrial running)
    {
        if (Running(number, running.Attempt) == running)
        {
            _running.Remove(number);
        }

        if (_ledger.Requeue(number, running.Attempt) is { } change)
        {
            LogRequeued(Id, number, running.Attempt);
            Instruments.Requeued.Add(1, new KeyValuePair<string, object?>("actortraining.job", _ledger.Info.Spec.Job));
            await Commit(change);
        }
    }

    // Their silos have died: there is nobody to ask, and nothing to wait for.
    private Task TakeBack(IReadOnlyList<Guid> lost)
    {
        _pumpAgain |= lost.Count > 0;
        var gone = lost.ToHashSet();
        _departing.RemoveAll(departing => gone.Contains(departing.Lease.Id));
        return Task.WhenAll(_running.Where(trial => trial.Value.Lease is { } lease && gone.Contains(lease.Id)).ToList().ConvertAll(trial => Requeue(trial.Key, trial.Value)));
    }
}
