using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Search;
using ActorTraining.Grains.Cluster;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Placement;
using ActorTraining.Grains.Trials;

namespace ActorTraining.Grains.Coordination;

/// <content>Starting attempts.</content>
public sealed partial class ExperimentGrain
{
    // Silos that do not know the job, and since when they are passed over.
    private readonly Dictionary<string, TimeSpan> _excluded = new(StringComparer.Ordinal);

    private async Task Launch(TrialRecord trial, ExperimentChange change, Lease lease)
    {
        var (number, attempt) = (trial.Info.Number, trial.Info.Attempt);
        try
        {
            await Commit(change);
            if (Running(number, attempt) is not { } mine)
            {
                // Stopped or cancelled while its start was being stored.
                return;
            }

            if (Now - mine.Leased >= SlotBoard.Unused)
            {
                await Refuse(number, attempt, new StartAnswer($"its lease of {lease.Slots[0]} on {lease.Silo} ran out before its start was stored"), lease.Silo);
                return;
            }

            var spec = _ledger.Info.Spec;
            var assignment = new TrialAssignment(Id, number, attempt, spec.Job, trial.Info.Parameters, TrialSeed.For(spec.Seed, number), lease, spec.Checkpoints, trial.Info.Adjustments, trial.Checkpoints)
            {
                Seconds = trial.Info.Seconds,
                Until = _ledger.Until(number),
                Measured = _ledger.Measured,
                Backend = spec.Resources.Backend,
            };
            var answer = await SlotHint.On(lease.Address, () => TrialOf(number, attempt).Start(assignment));
            mine.Started = answer.Refusal is null;
            await (mine.Started ? Task.CompletedTask : Refuse(number, attempt, answer, lease.Silo));
        }
        catch (Exception e)
        {
            LogNotStarted(Id, number, attempt, e.Message);

            // An answer may have been lost on its way back: only the trial's grain knows, and the next tick asks it.
            if (Running(number, attempt) is { } running)
            {
                (running.Started, running.Heard) = (true, null);
            }
        }
    }

    private async Task Refuse(int number, int attempt, StartAnswer answer, string silo)
    {
        var why = answer.Refusal!;
        LogNotStarted(Id, number, attempt, why);
        var isHopeless = false;
        if (answer.UnknownJob)
        {
            _excluded[silo] = Now;
            var able = await Cluster.Silos(_ledger.Info.Spec.Resources);
            if (isHopeless = able.Settled && able.Addresses.Count > 0 && able.Addresses.Keys.All(Excluded().Contains))
            {
                why = $"no silo knows the job '{_ledger.Info.Spec.Job}' (asked: {string.Join(", ", _excluded.Keys.Order(StringComparer.Ordinal))}); are they of another version?";
                _excluded.Clear();
            }
        }

        if (Running(number, attempt) is not null && _ledger.Refuse(number, attempt, why, isHopeless) is { } change)
        {
            _running.Remove(number);
            await Commit(change);
            await Pump();
        }
    }

    private List<string> Excluded()
    {
        var now = Now;
        _excluded.Where(silo => now - silo.Value > Exclusion).ToList().ForEach(silo => _excluded.Remove(silo.Key));
        return [.. _excluded.Keys];
    }

    private RunningTrial? Running(int number, int attempt) => _running.TryGetValue(number, out var trial) && trial.Attempt == attempt ? trial : null;

    // No call without knowing where: a grain comes up wherever it is called, and anywhere else than beside its attempt it knows nothing of it.
    private Task Tell(int number, RunningTrial running, Func<ITrialGrain, Task> call) =>
        running.Address is { } address ? Quietly(() => SlotHint.On(address, () => call(TrialOf(number, running.Attempt)))) : Task.CompletedTask;

    private ITrialGrain TrialOf(int number, int attempt) => GrainFactory.GetGrain<ITrialGrain>($"{Id}/{number}/{attempt}");
}
