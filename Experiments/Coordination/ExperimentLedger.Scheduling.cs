using ActorTraining.Experiments.Scheduling;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Coordination;

/// <content>Which trials are stopped early, wait at a rung, or go on from another one's checkpoint.</content>
public sealed partial class ExperimentLedger
{
    private readonly ITrialScheduler? _scheduler;
    private readonly MeasurementReader _measurements;

    // Trials in the state Waiting that no slot is for: they are at a rung.
    private readonly HashSet<int> _held;

    // Trials of a population that were measured at the end of a generation and lost before their checkpoint of it was stored. They run to there once more
    // before anybody is compared: whoever goes on from another one's checkpoint has to begin where that one was measured.
    private readonly HashSet<int> _unsaved;
    private bool _isUnsettled = true;
    private bool _wasChecked;

    /// <summary>The metrics that the scheduler looks at; a trial that reports one of them at or behind <see cref="Until"/> waits for the answer.</summary>
    public IReadOnlyList<string> Measured => [.. (_scheduler?.Goals ?? []).Select(goal => goal.Metric)];

    /// <summary>The step at which a trial has to wait for word; null when it may run to its end.</summary>
    public long? Until(int number) => _scheduler?.Until(number);

    private bool IsHeld(int number) => _scheduler?.IsHeld(number) == true && !_unsaved.Contains(number);

    private bool IsUnsaved(TrialRecord trial) => _scheduler is PopulationRule && _scheduler.IsHeld(trial.Info.Number)
        && !(trial.Checkpoints is [var newest, ..] && newest.Step >= Until(trial.Info.Number));

    // Of a trial that runs, a coordinator that takes over does not know whether it repeats the generation or only stores its checkpoint; how far it has come tells.
    private bool IsUnsavedAtTakeover(TrialRecord trial) => IsUnsaved(trial) && (trial.Info.State == TrialState.Waiting || trial.Info.Step < Until(trial.Info.Number));

    private void NoteUnsaved(TrialRecord trial)
    {
        if (IsUnsaved(trial))
        {
            _unsaved.Add(trial.Info.Number);
        }
    }

    // Where its attempt has come to the end of the generation again, or has stored its checkpoint after all, it rests there like the others.
    private void NoteSaved(TrialReport report)
    {
        if (_unsaved.Contains(report.Trial) && Until(report.Trial) is { } until
            && (report.Checkpoints.Any(saved => saved.Step >= until) || report.Points.Any(point => point.Step >= until && Measured.Contains(point.Metric))))
        {
            _unsaved.Remove(report.Trial);
        }
    }

    private void Replay(ScheduleHistory? history)
    {
        if (_scheduler is null || history is null)
        {
            return;
        }

        var steps = history.Trials.ToDictionary(trial => trial.Number, trial => trial.Steps);
        foreach (var (trial, point) in history.Measured
            .SelectMany(series => series.Steps.Select((step, i) => (series.Trial, new MetricPoint(series.Metric, step, series.Values[i]))))
            .OrderBy(measured => measured.Item2.Step))
        {
            if (_measurements.Take(trial, point, steps[trial]) is { } measurement)
            {
                _wasChecked = true;
                _scheduler.Observe(trial, measurement);
            }
        }

        foreach (var decision in history.Decisions)
        {
            _scheduler.Replay(decision);
        }

        foreach (var (number, state, _) in history.Trials.Where(trial => trial.State.IsFinal()))
        {
            _scheduler.End(number, state);
            _measurements.Forget(number);
        }
    }

    // The report as far as it counts, and why the trial ends there. What a job reported behind that step before it heard of it is left out, so that
    // it makes no difference how its points were spread over reports.
    private (TrialReport Counted, string? Pruned) Measure(TrialReport report)
    {
        if (_scheduler is null)
        {
            return (report, null);
        }

        foreach (var point in report.Points)
        {
            if (_measurements.Take(report.Trial, point, report.Steps) is not { } measurement)
            {
                continue;
            }

            _isUnsettled = true;
            if (_scheduler.Observe(report.Trial, measurement) is { } reason)
            {
                return (UntilStep(report, measurement.Step), reason);
            }
        }

        return (report, null);
    }

    private static TrialReport UntilStep(TrialReport report, long step) => report with
    {
        Step = step,
        Points = [.. report.Points.Where(point => point.Step <= step)],
        Checkpoints = [.. report.Checkpoints.Where(checkpoint => checkpoint.Step <= step)],
    };

    private TrialRecord Pruned(TrialRecord trial, string reason) =>
        trial with { Info = trial.Info with { State = TrialState.Pruned, Error = reason, Ended = _time.GetUtcNow() } };

    /// <summary>Takes into the books what the scheduler decides, where something has changed for it that no report told: that the search has nothing more.</summary>
    /// <returns>What to store; null where there is nothing.</returns>
    public ExperimentChange? Settle() => _scheduler is not null && _isUnsettled && Info.State == ExperimentState.Running ? Changed([]) : null;

    // Takes what the scheduler decides now into the books, and adds what it comes to.
    private (IReadOnlyList<TrialRecord> Moved, IReadOnlyList<int> Touched) Settle(IReadOnlyList<TrialRecord> moved, IReadOnlyList<int> touched, List<ExperimentEvent> events)
    {
        while (_scheduler is not null && _isUnsettled)
        {
            _isUnsettled = false;
            var planned = HasMore ? _search.Planned : _proposed;
            foreach (var decision in _scheduler.Settle(new Outlook(_open, _proposed, planned) { Unsaved = _unsaved }))
            {
                if (decision.Action == SchedulerAction.Pruned)
                {
                    var trial = Move(Pruned(_open[decision.Trial], decision.Reason));
                    trial = trial with { Info = trial.Info with { Step = decision.Step } };
                    moved = [.. moved.Where(other => other.Info.Number != decision.Trial), trial];
                }
                else
                {
                    touched = [.. touched, .. Carry(decision, events)];
                }
            }
        }

        // Who came last may go on from another one's checkpoint at once: what is stored of it is what it is by now.
        return ([.. moved.Select(trial => _open.GetValueOrDefault(trial.Info.Number, trial))], touched);
    }

    private IReadOnlyList<int> Carry(SchedulerDecision decision, List<ExperimentEvent> events)
    {
        var (number, now) = (decision.Trial, _time.GetUtcNow());
        events.Add(new TrialScheduled(NextEvent(), now, decision));
        if (decision.Action != SchedulerAction.Paused && _held.Remove(number))
        {
            _waiting.Add(number, null);
        }

        if (decision.Source is not { } source)
        {
            return [];
        }

        // The checkpoints are shared, not copied: whoever needs one longest keeps it, see IsShared.
        var (trial, checkpoints) = (_open[number], _open[source].Checkpoints);
        _open[number] = trial with
        {
            Checkpoints = checkpoints,
            Info = trial.Info with { Step = checkpoints[0].Step, Adjustments = [.. trial.Info.Adjustments, .. decision.Changes] },
        };
        events.AddRange(decision.Changes.Select(change => new TrialAdjusted(NextEvent(), now, number, change)));
        return [number];
    }

    // A checkpoint that another trial goes on from, or that another one made, is not this one's to remove: what nobody refers to any more is collected as garbage.
    private bool IsShared(string key, int number) => _scheduler is PopulationRule
        && (key.Split('/') is not [_, _, var owner, ..] || owner != $"{number}" || _open.Values.Any(other => other.Info.Number != number && other.Checkpoints.Any(kept => kept.Key == key)));

    // Says once, at the end of the first trial that shows it, that the scheduler has nothing to work with.
    private List<ExperimentEvent> Unmeasured(TrialRecord trial)
    {
        if (_scheduler is null || _wasChecked || trial.Info.State != TrialState.Completed)
        {
            return [];
        }

        _wasChecked = true;
        var missing = Measured.Where(metric => !trial.Info.Metrics.ContainsKey(metric)).ToList();
        var told = missing.Count > 0
            ? $"no trial can be stopped early: '{missing[0]}' was never reported{DidYouMean.Hint(missing[0], trial.Info.Metrics.Keys)}"
            : _measurements.Count(trial.Info.Number) < 2
                ? $"no trial can be stopped early: '{Measured[0]}' is reported only at the end of a trial"
                : null;
        return told is null ? [] : [new TrialLogged(NextEvent(), _time.GetUtcNow(), trial.Info.Number, trial.Info.Attempt, $"scheduler: {told}")];
    }
}
