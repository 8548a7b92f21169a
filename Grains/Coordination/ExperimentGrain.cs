using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Search;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Trials;
using ActorTraining.Training.Jobs;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Utilities;

namespace ActorTraining.Grains.Coordination;

/// <summary>Coordinates one experiment: keeps its books, leases slots, starts trials, takes their reports, tells the watchers.</summary>
/// <remarks>
/// Reentrant, since many trials report while it waits for the store. The ledger changes without a wait in between, and its changes go to the store
/// in the order in which they were made; when one cannot be stored, this activation ends and the next one starts from the store.
/// </remarks>
[Reentrant]
public sealed partial class ExperimentGrain(
    IExperimentStore store,
    IBlobStore blobs,
    JobCatalog jobs,
    ISlots slots,
    ILocalSiloDetails silo,
    TimeProvider time,
    ILogger<ExperimentGrain> log) : Grain, IExperimentGrain
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Departure = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Exclusion = TimeSpan.FromMinutes(1);

    private readonly ObserverManager<IExperimentObserver> _observers = new(TimeSpan.FromMinutes(5), log);
    private readonly Dictionary<int, RunningTrial> _running = [];
    private readonly List<(Lease Lease, TimeSpan Since)> _departing = [];
    private ExperimentLedger _ledger = null!;
    private long _epoch;
    private Task _written = Task.CompletedTask;
    private IGrainTimer? _heartbeat;
    private TimeSpan _activated;
    private bool _recovered;
    private bool _gone;
    private bool _pumping;
    private bool _pumpAgain;
    private bool _extending;

    private string Id => this.GetPrimaryKeyString();

    // From the machine's steady clock: the wall clock may be set while trials run.
    private TimeSpan Now => time.GetElapsedTime(0);

    private IClusterGrain Cluster => GrainFactory.GetGrain<IClusterGrain>(0);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await TakeOver(cancellationToken);
        if (IsExternal)
        {
            TakeOverExternal();
        }

        foreach (var trial in _ledger.Open.Where(trial => trial.Info.State == TrialState.Running && !IsExternal))
        {
            // Started by a former coordinator: the first tick asks whether it still runs, and under which lease.
            _running[trial.Info.Number] = new RunningTrial(trial.Info.Attempt, trial.Info.Silo!) { Started = true, Heard = null };
        }

        _activated = Now;
        _recovered = _running.Count == 0;
    }

    /// <inheritdoc/>
    public Task Start() => Pump();

    /// <inheritdoc/>
    public async Task<ReportAnswer> Report(TrialReport report)
    {
        CheckHere();
        var (change, stop) = _ledger.Report(report);
        var answer = new ReportAnswer(stop) { Adjustments = _ledger.Adjusting(report.Trial), Until = _ledger.Until(report.Trial) };
        if (_running.TryGetValue(report.Trial, out var running) && running.Attempt == report.Attempt)
        {
            (running.Heard, running.Unanswered) = (Now, 0);
        }

        if (change is not null)
        {
            if (report.End is not null)
            {
                _running.Remove(report.Trial);
            }
            else if (stop == StopReason.Prune)
            {
                Depart(report.Trial);
            }

            await Commit(change);
            if (report.End is not null || stop == StopReason.Prune || change.Events.Any(happened => happened is TrialScheduled))
            {
                // Not awaited: the trial's grain need not wait until its successor runs.
                _ = Pump();
            }
        }
        else
        {
            // Counted already, yet perhaps not stored yet: what is acknowledged has to be.
            await _written;
            CheckHere();
        }

        return answer;
    }

    /// <inheritdoc/>
    public Task SlotsFree() => Pump();

    /// <inheritdoc/>
    public Task Yield(IReadOnlyList<Guid> leases)
    {
        var wanted = leases.ToHashSet();
        var leaving = _running.Where(trial => trial.Value.Lease is { } lease && wanted.Contains(lease.Id)).Select(trial => trial.Key).ToList();
        return Task.WhenAll(leaving.ConvertAll(number => AskToLeave(number, StopReason.Yield)));
    }

    /// <inheritdoc/>
    public Task Watch(IExperimentObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Unwatch(IExperimentObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    private async Task TakeOver(CancellationToken cancel)
    {
        var snapshot = await store.TakeOverAsync(Id, cancel);
        _epoch = snapshot.Epoch;
        _ledger = new ExperimentLedger(snapshot, SearchAlgorithms.ForStored(snapshot.Info.Spec, jobs), time, SchedulerRules.Create(snapshot.Info.Spec, jobs));
        if (_ledger.Info.Ended is null)
        {
            _heartbeat = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = Heartbeat, KeepAlive = true, Interleave = true });
        }
    }

    private async Task Tick(CancellationToken cancel)
    {
        try
        {
            await Expire();
            await AskAfterSilent();
            await Recover();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogTick(Id, e.Message);
        }
    }

    // Leases what can be used, starts what can run; again when something happened meanwhile, so that nothing is missed and no two run at once.
    private async Task Pump()
    {
        if (_gone || !_recovered || _pumping)
        {
            _pumpAgain = true;
            return;
        }

        _pumping = true;
        try
        {
            do
            {
                _pumpAgain = false;
                if (_ledger.EndIfOver() is { } end)
                {
                    await Commit(end);
                    await Finish();
                }

                if (_ledger.Info.Ended is null && !IsExternal)
                {
                    await Fill();
                }
            }
            while (_pumpAgain && !_gone);
        }
        finally
        {
            _pumping = false;
        }
    }

    private async Task Fill()
    {
        var asked = Now;
        var answer = await RequestLeases(_ledger.Wanted);
        await TakeBack(answer.Lost);
        if (answer.Waiting is not null)
        {
            // Nothing else is left: they are asked again, and if all of them still do not know the job, the trial has failed.
            _excluded.Clear();
        }

        if (_ledger.Wait(answer.Waiting) is { } told)
        {
            await Commit(told);
        }

        foreach (var lease in answer.Granted)
        {
            if (_ledger.Start(lease.Silo, lease.Slots[0]) is not { } started)
            {
                // Less to do than a moment ago: the next request does not name this lease, which gives it back.
                await CommitSettled();
                _pumpAgain = true;
                break;
            }

            _running[started.Trial.Info.Number] = new RunningTrial(started.Trial.Info.Attempt, lease.Silo) { Lease = lease, Leased = asked, Heard = Now };
            _ = Launch(started.Trial, started.Change, lease);
        }
    }

    // That there is nothing more to propose can be what trials at a rung waited for.
    private Task CommitSettled() => _ledger.Settle() is { } settled ? Commit(settled) : Task.CompletedTask;

    private async Task Finish()
    {
        var leaving = _running.ToList();
        leaving.ForEach(trial => Depart(trial.Key));
        _heartbeat?.Dispose();
        await Task.WhenAll(leaving.ConvertAll(trial => Tell(trial.Key, trial.Value, grain => grain.Leave(trial.Value.Attempt, StopReason.Cancel))));
        await (IsExternal ? Task.CompletedTask : Quietly(() => RequestLeases(0)));
    }

    // Its attempt counts no more, though its job may take a while to leave.
    private void Depart(int number)
    {
        if (_running.Remove(number, out var trial) && trial.Lease is { } lease)
        {
            _departing.Add((lease, Now));
        }
    }

    private Task<LeaseAnswer> RequestLeases(int wanted)
    {
        // A slot whose job has not left yet is not free; that it is, its silo's heartbeat says.
        var now = Now;
        _departing.RemoveAll(departing => now - departing.Since > Departure);
        var held = _running.Values.Select(trial => trial.Lease).OfType<Lease>().Concat(_departing.Select(departing => departing.Lease));
        return Cluster.Request(new LeaseRequest(Id, _ledger.Info.Spec.Resources, wanted, [.. held.Select(lease => new HeldLease(lease.Id, lease.Silo, lease.Address))], Excluded()));
    }

    private void CheckHere()
    {
        if (_gone)
        {
            throw new InvalidOperationException($"this coordinator of '{Id}' has left; ask again");
        }
    }

    private async Task Quietly(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception e)
        {
            LogIgnored(Id, e.Message);
        }
    }
}
