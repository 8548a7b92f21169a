using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Search;

namespace ActorTraining.Grains.Coordination;

/// <content>Trials that run elsewhere, for scripts that ask for them; and trials that users add.</content>
public sealed partial class ExperimentGrain
{
    private readonly Dictionary<int, ExternalTrial> _external = [];

    private bool IsExternal => jobs.Find(_ledger.Info.Spec.Job)?.IsExternal == true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<int>> Enqueue(IReadOnlyList<JsonElement> points)
    {
        CheckHere();
        var first = _ledger.NextNumber;
        var proposals = SearchAlgorithms.Complete(
            _ledger.Info.Spec, jobs, [.. points.Select(point => point.EnumerateObject().ToDictionary(value => value.Name, value => value.Value))], first);
        await Commit(_ledger.Enqueue(proposals));
        _ = Pump();
        return [.. Enumerable.Range(first, points.Count)];
    }

    /// <inheritdoc/>
    public async Task<AskAnswer> Ask(string worker, TimeSpan lease)
    {
        CheckHere();
        if (_ledger.Start(worker, ExternalTrial.SlotOf(lease)) is not { } started)
        {
            // Whether there will be any more, the ledger may have found out just now.
            await CommitSettled();
            await Pump();
            return new AskAnswer(null, _ledger.Info.Ended is not null, WhyNone());
        }

        var info = started.Trial.Info;
        _external[info.Number] = new ExternalTrial(info.Attempt, lease) { Heard = Now };
        await Commit(started.Change);
        return new AskAnswer(
            new AskedTrial(info.Number, info.Attempt, info.Parameters, info.Choices, TrialSeed.For(_ledger.Info.Spec.Seed, info.Number), lease.TotalSeconds), false, null);
    }

    /// <inheritdoc/>
    public async Task<TellAnswer> Tell(int trial, ToldTrial told)
    {
        CheckHere();
        if (!_external.TryGetValue(trial, out var external) || external.Attempt != told.Attempt || _ledger.Find(trial) is not { Info: var info })
        {
            await _written;
            return new TellAnswer(StopReason.Superseded);
        }

        var seconds = (Now - external.Heard).TotalSeconds;
        external.Heard = Now;
        var answer = await Report(new TrialReport
        {
            Trial = trial,
            Attempt = told.Attempt,
            Sequence = told.Sequence,
            Step = told.Step ?? (told.Points.Count > 0 ? told.Points.Max(point => point.Step) : info.Step),
            Steps = told.Steps > 0 ? told.Steps : info.Steps,
            Unit = told.Unit,
            Seconds = seconds,
            Points = [.. told.AllPoints(info.Step).Select(point => point with { Seconds = Math.Round(info.Seconds + seconds, 3) })],
            Log = told.Log,
            End = told.Outcome is { } outcome ? new AttemptEnd(OutcomeOf(outcome), told.Error) : null,
        });
        // An end ends its attempt only where it counts. While it was stored, somebody else may have been given the trial.
        var runs = _ledger.Find(trial)?.Info is { State: TrialState.Running } now && now.Attempt == told.Attempt;
        if (!runs && _external.GetValueOrDefault(trial) == external)
        {
            _external.Remove(trial);
        }

        return new TellAnswer(answer.Stop);
    }

    private static AttemptOutcome OutcomeOf(ToldOutcome outcome) => outcome switch
    {
        ToldOutcome.Completed => AttemptOutcome.Completed,
        ToldOutcome.Failed => AttemptOutcome.Failed,
        _ => AttemptOutcome.Left,
    };

    private string WhyNone() => _ledger.Info switch
    {
        { Ended: not null } => "the experiment has come to its end",
        { State: ExperimentState.Paused } => "the experiment is paused",
        _ when _ledger.Open.All(trial => trial.Info.State == TrialState.Running) => "all trials are given out; one that is not heard of comes back when its lease is over",
        _ => "the trials that are left wait for others",
    };

    // A coordinator that took over gives everyone a whole lease again.
    private void TakeOverExternal()
    {
        foreach (var trial in _ledger.Open.Where(trial => trial.Info.State == TrialState.Running))
        {
            _external[trial.Info.Number] = new ExternalTrial(trial.Info.Attempt, ExternalTrial.LeaseOf(trial.Info.Slot)) { Heard = Now };
        }
    }

    private async Task Expire()
    {
        foreach (var (number, trial) in _external.Where(trial => Now - trial.Value.Heard > trial.Value.Lease).ToList())
        {
            // While one before it was stored, this one may have been heard of, or given out anew.
            if (_external.GetValueOrDefault(number) != trial || Now - trial.Heard <= trial.Lease)
            {
                continue;
            }

            _external.Remove(number);
            if (_ledger.Requeue(number, trial.Attempt) is { } change)
            {
                LogRequeued(Id, number, trial.Attempt);
                await Commit(change);
            }
        }
    }
}
