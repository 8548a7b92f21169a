using System.Text.Json;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Jobs.External;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Coordination;

/// <content>What attempts report, and how they end.</content>
public sealed partial class ExperimentLedger
{
    /// <summary>Takes note of a report.</summary>
    /// <returns>What to store, null for a report that counts no more or was counted already; and why the attempt has to leave, null when it may go on.</returns>
    public (ExperimentChange? Change, StopReason? Stop) Report(TrialReport report)
    {
        if (!_open.TryGetValue(report.Trial, out var trial) || trial.Info.State != TrialState.Running || trial.Info.Attempt != report.Attempt)
        {
            return (null, StopReason.Superseded);
        }

        if (report.Sequence > 0 && report.Sequence <= trial.Reported)
        {
            return (null, Leaving(report.Trial));
        }

        (report, var pruned) = Measure(report);
        NoteSaved(report);
        var obsolete = new List<string>();
        trial = Advance(trial, report, isOver: report.End?.Outcome == AttemptOutcome.Completed).Keep(report.Checkpoints, Info.Spec.Checkpoints.Keep, obsolete);
        obsolete.RemoveAll(key => IsShared(key, report.Trial));
        CheckDuration(trial.Info);
        var events = report.Log.Select(line => (ExperimentEvent)new TrialLogged(NextEvent(), _time.GetUtcNow(), report.Trial, report.Attempt, line))
            .Concat(report.Adjusted.Select(taken => new TrialAdjusted(NextEvent(), _time.GetUtcNow(), report.Trial, taken)))
            .ToList();
        ExperimentChange change;
        if (pruned is not null)
        {
            // Ended here and now: what its attempt does until it has left counts no more, and a coordinator that takes over has nothing to decide again.
            change = Changed([Move(Pruned(trial, pruned))], events) with { Attempts = [AttemptEnded(trial, "left", null)] };
        }
        else if (report.End is { } end)
        {
            var ended = End(trial, end);
            events.AddRange(Unmeasured(ended));
            events.AddRange(Unreported(ended));
            if (end.Outcome == AttemptOutcome.Failed)
            {
                NoteUnsaved(ended);
            }

            ended = Move(ended, end.Outcome == AttemptOutcome.Failed ? Backoff.After(ended.Failures, Info.Spec.Limits.Backoff) : null);
            change = Changed([ended], events) with { Attempts = [AttemptEnded(trial, end.Outcome.ToString().ToLowerInvariant(), end.Error)] };
        }
        else
        {
            _open[report.Trial] = trial;
            _best.Observe(report.Trial, trial.Info.Objective);
            change = Changed([], events, touching: [report.Trial]);
        }

        change = change with { Points = [.. report.Points.Select(point => (report.Trial, point))], Artifacts = report.Artifacts, Obsolete = obsolete };
        return (change, pruned is not null ? StopReason.Prune : report.End is null ? Leaving(report.Trial) : null);
    }

    private TrialRecord Advance(TrialRecord trial, TrialReport report, bool isOver)
    {
        var info = trial.Info;
        var metrics = new Dictionary<string, double>(info.Metrics);
        var values = new double?[_objectives.Count];
        values[0] = info.Objective;
        for (var i = 0; i < info.FurtherObjectives.Count; i++)
        {
            values[i + 1] = info.FurtherObjectives[i];
        }

        if (isOver && _objectives.Select(objective => objective.Metric).ToList().IndexOf(JobDescription.Seconds.Name) is >= 0 and var timed && Info.Spec.Job != ExternalJob.Name)
        {
            values[timed] = metrics[JobDescription.Seconds.Name] = info.Seconds + report.Seconds;
        }

        foreach (var point in report.Points)
        {
            metrics[point.Metric] = point.Value;
            for (var i = 0; i < values.Length; i++)
            {
                var objective = _objectives[i];
                if (objective.Metric == point.Metric && (objective.Value == ObjectiveValue.Last || values[i] is not { } best || objective.IsBetter(point.Value, best)))
                {
                    values[i] = point.Value;
                }
            }
        }

        return trial with
        {
            Reported = Math.Max(trial.Reported, report.Sequence),
            Info = info with
            {
                Step = report.Step,
                Steps = report.Steps,
                Unit = report.Unit,
                Seconds = info.Seconds + report.Seconds,
                Metrics = metrics,
                Objective = values[0],
                FurtherObjectives = values[1..],
                Adjustments = Taken(info.Adjustments, report.Adjusted),
            },
        };
    }

    // Each adjustment that was taken fills in the oldest pending one that it can be; a former coordinator may have noted it already.
    private static IReadOnlyList<Adjustment> Taken(IReadOnlyList<Adjustment> known, IReadOnlyList<Adjustment> taken)
    {
        if (taken.Count == 0)
        {
            return known;
        }

        var all = known.ToList();
        foreach (var adjustment in taken)
        {
            var pending = all.FindIndex(a => a.Step is null && a.Path == adjustment.Path && JsonElement.DeepEquals(a.Value, adjustment.Value));
            if (pending >= 0)
            {
                all[pending] = adjustment;
            }
        }

        return all;
    }

    private void CheckDuration(TrialInfo trial)
    {
        if (Info.Spec.Limits.TrialDuration is { } most && trial.Seconds >= most.TotalSeconds)
        {
            _leaving.TryAdd(trial.Number, (StopReason.Cancel, $"ran longer than limits.trial_duration ({DurationValue.Show(most)})"));
        }
    }

    private TrialRecord End(TrialRecord trial, AttemptEnd end)
    {
        var (leaving, why) = _leaving.TryGetValue(trial.Info.Number, out var known) ? known : (StopReason.Yield, null);
        var failures = trial.Failures + (end.Outcome == AttemptOutcome.Failed ? 1 : 0);
        var state = end.Outcome switch
        {
            AttemptOutcome.Completed => TrialState.Completed,
            AttemptOutcome.Failed when leaving == StopReason.Cancel => TrialState.Cancelled,
            AttemptOutcome.Failed => failures <= Info.Spec.Limits.Retries ? TrialState.Waiting : TrialState.Failed,
            _ => leaving switch
            {
                StopReason.Prune => TrialState.Pruned,
                StopReason.Cancel => TrialState.Cancelled,
                _ => TrialState.Waiting,
            },
        };
        return trial with
        {
            Failures = failures,
            Info = trial.Info with
            {
                State = state,
                Error = end.Error ?? (state == TrialState.Cancelled ? why : null),
                Ended = state.IsFinal() ? _time.GetUtcNow() : null,
                Objective = state == TrialState.Failed ? null : trial.Info.Objective,
                FurtherObjectives = state == TrialState.Failed ? [.. trial.Info.FurtherObjectives.Select(_ => (double?)null)] : trial.Info.FurtherObjectives,
            },
        };
    }
}
