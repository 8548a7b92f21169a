using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Search;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Coordination;

/// <content>Starting attempts, and asking after those that are silent.</content>
public sealed partial class ExperimentGrain
{
    // Silence says nothing of an attempt whose start is still being stored. One without a known lease was started by a former coordinator.
    private static bool MustAsk(RunningTrial trial, TimeSpan now) =>
        trial.Started && (trial.Lease is null || trial.Heard is not { } heard || now - heard > Silence);

    // A trial that has been silent: does it still run? Where its silo is dead, its grain comes up elsewhere and says no.
    private async Task Probe(int number, RunningTrial running)
    {
        try
        {
            if (await TrialOf(number).RunsUnder(running.Attempt) is { } lease)
            {
                (running.Lease, running.Heard) = (lease, Now);
                return;
            }
        }
        catch (Exception e)
        {
            LogSilent(Id, number, e.Message);
        }

        if (_ledger.Requeue(number, running.Attempt) is { } change)
        {
            LogRequeued(Id, number, running.Attempt);
            _running.Remove(number);
            await Commit(change);
        }
    }

    private async Task Launch(TrialRecord trial, ExperimentChange change, Lease lease)
    {
        var (number, attempt) = (trial.Info.Number, trial.Info.Attempt);
        try
        {
            await Commit(change);
            if (!_running.TryGetValue(number, out var mine) || mine.Attempt != attempt)
            {
                // Stopped or cancelled while its start was being stored.
                return;
            }

            var spec = _ledger.Info.Spec;
            var assignment = new TrialAssignment(Id, number, attempt, spec.Job, trial.Info.Parameters, TrialSeed.For(spec.Seed, number), lease, spec.Checkpoints, trial.Info.Adjustments, trial.Checkpoints);
            if (await TrialOf(number).Start(assignment))
            {
                await Started(number, attempt, trial.Info.Adjustments.Count);
                return;
            }
        }
        catch (Exception e)
        {
            LogNotStarted(Id, number, attempt, e.Message);
        }

        // An answer may have been lost on its way back: only the trial's grain knows, and the next tick asks it.
        if (_running.TryGetValue(number, out var running) && running.Attempt == attempt)
        {
            (running.Started, running.Heard) = (true, null);
        }
    }

    // What a user changed while the attempt was on its way is handed over now.
    private async Task Started(int number, int attempt, int known)
    {
        if (_running.TryGetValue(number, out var running) && running.Attempt == attempt)
        {
            running.Started = true;
            foreach (var adjustment in _ledger.AdjustmentsOf(number).Skip(known))
            {
                await TrialOf(number).Adjust(attempt, adjustment);
            }
        }
    }
}
