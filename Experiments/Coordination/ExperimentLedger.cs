using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Coordination;

/// <summary>The books of one experiment: which trials there are, what becomes of them, and when it is over.</summary>
/// <remarks>
/// Pure and single-threaded. Every member that changes something returns the change, which the coordinator has to store before it acts on it;
/// where storing fails, the ledger is thrown away and made again from the store. Ended trials leave the memory, but for their objective.
/// </remarks>
public sealed class ExperimentLedger
{
    private const int KeptCheckpoints = 2;

    private readonly ISearchAlgorithm _search;
    private readonly TimeProvider _time;
    private readonly long _epoch;
    private readonly Dictionary<int, TrialRecord> _open;
    private readonly SortedSet<int> _waiting;
    private readonly Dictionary<int, StopReason> _leaving = [];
    private readonly Dictionary<int, long> _lastReport = [];
    private readonly Dictionary<TrialState, int> _counts;
    private readonly BestTrial _best;
    private int _proposed;
    private Proposal? _next;

    /// <summary>Opens the books where the store left them.</summary>
    /// <param name="snapshot">What the store knows.</param>
    /// <param name="search">A new search algorithm; it is brought to where it was.</param>
    /// <param name="time">The clock.</param>
    public ExperimentLedger(ExperimentSnapshot snapshot, ISearchAlgorithm search, TimeProvider time)
    {
        (_search, _time, _epoch, _proposed) = (search, time, snapshot.Epoch, snapshot.Proposed);
        _open = snapshot.Open.ToDictionary(trial => trial.Info.Number);
        _waiting = [.. snapshot.Open.Where(trial => trial.Info.State == TrialState.Waiting).Select(trial => trial.Info.Number)];
        _counts = new(snapshot.Info.Counts);
        _best = new BestTrial(snapshot.Info.Spec.Objective);
        Replay(snapshot);
        Info = snapshot.Info with { Planned = search.Planned };
    }

    /// <summary>The experiment as it is now.</summary>
    public ExperimentInfo Info { get; private set; }

    /// <summary>The trials that have not come to their end.</summary>
    public IEnumerable<TrialRecord> Open => _open.Values;

    /// <summary>The trials that run.</summary>
    public int Running => _open.Count - _waiting.Count;

    /// <summary>How many more leases the experiment could use at once.</summary>
    public int Wanted
    {
        get
        {
            if (Info.State != ExperimentState.Running)
            {
                return 0;
            }

            var work = (long)_waiting.Count + (_next is null ? 0 : _search.Planned is { } planned ? Math.Max(planned - _proposed, 1) : int.MaxValue);
            var room = (Info.Spec.Resources.Parallel ?? int.MaxValue) - Running;
            return (int)Math.Clamp(Math.Min(work, room), 0, int.MaxValue);
        }
    }

    /// <summary>Starts the next attempt on a slot: of a waiting trial, or else of a new one. Null when there is nothing to start.</summary>
    public (TrialRecord Trial, ExperimentChange Change)? Start(string silo, string slot)
    {
        if (Wanted == 0)
        {
            return null;
        }

        var trial = _waiting.Count > 0 ? _open[_waiting.Min] : Propose();
        var info = trial.Info;
        trial = trial with
        {
            Info = info with
            {
                State = TrialState.Running,
                Attempt = info.Attempt + 1,
                Silo = silo,
                Slot = slot,
                Step = trial.Checkpoints is [var newest, ..] ? newest.Step : 0,
                Started = info.Started ?? _time.GetUtcNow(),
                Error = null,
            },
        };
        return (trial, Changed([Move(trial)]));
    }

    /// <summary>Takes note of a report.</summary>
    /// <returns>What to store, null for a report that counts no more or was counted already; and why the attempt has to leave, null when it may go on.</returns>
    public (ExperimentChange? Change, StopReason? Stop) Report(TrialReport report)
    {
        if (!_open.TryGetValue(report.Trial, out var trial) || trial.Info.State != TrialState.Running || trial.Info.Attempt != report.Attempt)
        {
            return (null, StopReason.Superseded);
        }

        var stop = _leaving.TryGetValue(report.Trial, out var reason) ? reason : (StopReason?)null;
        if (_lastReport.TryGetValue(report.Trial, out var last) && report.Sequence <= last)
        {
            return (null, stop);
        }

        _lastReport[report.Trial] = report.Sequence;
        var obsolete = new List<string>();
        trial = Keep(Advance(trial, report), report.Checkpoint, obsolete);
        var moved = report.End is { } end ? Move(End(trial, end)) : null;
        if (moved is null)
        {
            _open[report.Trial] = trial;
            _best.Observe(report.Trial, trial.Info.Objective);
        }

        var logged = report.Log.Select(line => (ExperimentEvent)new TrialLogged(NextEvent(), _time.GetUtcNow(), report.Trial, report.Attempt, line)).ToList();
        return (Changed(moved is null ? [] : [moved], logged) with
        {
            Trials = [moved ?? trial],
            Points = [.. report.Points.Select(point => (report.Trial, point))],
            Artifacts = report.Artifacts,
            Obsolete = obsolete,
        }, moved is null ? stop : null);
    }

    /// <summary>Puts a running trial whose attempt was lost back into the queue; null when it does not run any more.</summary>
    public ExperimentChange? Requeue(int number, int attempt)
    {
        if (!_open.TryGetValue(number, out var trial) || trial.Info.State != TrialState.Running || trial.Info.Attempt != attempt)
        {
            return null;
        }

        return Changed([Move(trial with { Info = trial.Info with { State = TrialState.Waiting } })]);
    }

    /// <summary>Remembers that a running trial was asked to leave; it decides what becomes of it when it does.</summary>
    public void Leave(int number, StopReason reason) => _leaving[number] = reason;

    /// <summary>Starts no new trials until <see cref="Resume"/>; the coordinator asks the running ones to leave.</summary>
    /// <returns>What to store; null when it is paused already.</returns>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    public ExperimentChange? Pause() => Enter(ExperimentState.Paused);

    /// <summary>Ends a pause.</summary>
    /// <returns>What to store; null when it is running already.</returns>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    public ExperimentChange? Resume() => Enter(ExperimentState.Running);

    /// <summary>Ends the experiment; open trials are cancelled.</summary>
    /// <returns>What to store; null when it has ended already.</returns>
    public ExperimentChange? Stop(ExperimentState end, string? reason)
    {
        if (Info.Ended is not null)
        {
            return null;
        }

        var cancelled = _open.Values.OrderBy(trial => trial.Info.Number)
            .Select(trial => trial with { Info = trial.Info with { State = TrialState.Cancelled, Ended = _time.GetUtcNow() } })
            .ToList();
        return Changed([.. cancelled.Select(Move)], enter: end, reason: reason);
    }

    /// <summary>Ends the experiment when all its trials have come to their end, or when a limit says so.</summary>
    /// <returns>What to store; null when it goes on.</returns>
    public ExperimentChange? EndIfOver()
    {
        if (Info.State != ExperimentState.Running)
        {
            return null;
        }

        var failed = _counts.GetValueOrDefault(TrialState.Failed);
        if (Info.Spec.Limits.Failures is { } limit && failed >= limit)
        {
            return Stop(ExperimentState.Failed, $"{failed} {(failed == 1 ? "trial" : "trials")} failed, and limits.failures is {limit}");
        }

        return _open.Count == 0 && _next is null ? Changed([], enter: ExperimentState.Completed) : null;
    }

    private void Replay(ExperimentSnapshot snapshot)
    {
        for (var number = 1; number <= _proposed; number++)
        {
            _search.Propose(number);
        }

        foreach (var (number, objective) in snapshot.Results)
        {
            _search.Observe(number, objective);
            _best.Observe(number, objective);
        }

        foreach (var trial in snapshot.Open)
        {
            _best.Observe(trial.Info.Number, trial.Info.Objective);
        }

        _next = _search.Propose(_proposed + 1);
    }

    private TrialRecord Propose()
    {
        var number = ++_proposed;
        var proposal = _next!;
        _next = _search.Propose(number + 1);
        return new(new TrialInfo { Number = number, State = TrialState.Waiting, Parameters = proposal.Parameters, Choices = proposal.Choices });
    }

    private TrialRecord Advance(TrialRecord trial, TrialReport report)
    {
        var info = trial.Info;
        var objective = Info.Spec.Objective;
        var metrics = new Dictionary<string, double>(info.Metrics);
        var value = info.Objective;
        foreach (var point in report.Points)
        {
            metrics[point.Metric] = point.Value;
            if (point.Metric == objective.Metric && (objective.Value == ObjectiveValue.Last || value is not { } best || objective.IsBetter(point.Value, best)))
            {
                value = point.Value;
            }
        }

        return trial with
        {
            Info = info with
            {
                Step = report.Step,
                Steps = report.Steps,
                Unit = report.Unit,
                Seconds = info.Seconds + report.Seconds,
                Metrics = metrics,
                Objective = value,
            },
        };
    }

    private static TrialRecord Keep(TrialRecord trial, CheckpointReference? checkpoint, List<string> obsolete)
    {
        if (checkpoint is null)
        {
            return trial;
        }

        // A resumed attempt may save a step again that an older attempt had saved; the newer one stands.
        var others = trial.Checkpoints.Where(kept => kept.Step < checkpoint.Step).Take(KeptCheckpoints - 1).ToList();
        obsolete.AddRange(trial.Checkpoints.Except(others).Where(kept => kept.Key != checkpoint.Key).Select(kept => kept.Key));
        return trial with { Checkpoints = [checkpoint, .. others] };
    }

    private TrialRecord End(TrialRecord trial, AttemptEnd end)
    {
        var leaving = _leaving.TryGetValue(trial.Info.Number, out var reason) ? reason : StopReason.Yield;
        var failures = trial.Failures + (end.Outcome == AttemptOutcome.Failed ? 1 : 0);
        var state = end.Outcome switch
        {
            AttemptOutcome.Completed => TrialState.Completed,
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
                Error = end.Error,
                Ended = state.IsFinal() ? _time.GetUtcNow() : null,
                Objective = state == TrialState.Failed ? null : trial.Info.Objective,
            },
        };
    }

    // Books a trial under its new state.
    private TrialRecord Move(TrialRecord trial)
    {
        var (number, state) = (trial.Info.Number, trial.Info.State);
        if (_open.TryGetValue(number, out var before))
        {
            _counts[before.Info.State]--;
        }

        _counts[state] = _counts.GetValueOrDefault(state) + 1;
        _leaving.Remove(number);
        _lastReport.Remove(number);
        _waiting.Remove(number);
        _best.Observe(number, trial.Info.Objective);
        if (state.IsFinal())
        {
            _open.Remove(number);
            _search.Observe(number, trial.Info.Objective);
            return trial;
        }

        if (state == TrialState.Waiting)
        {
            _waiting.Add(number);
        }

        return _open[number] = trial;
    }

    private ExperimentChange? Enter(ExperimentState state)
    {
        if (Info.Ended is not null)
        {
            throw new InvalidOperationException($"the experiment '{Info.Id}' has come to its end ({Info.State.ToString().ToLowerInvariant()}) and cannot be changed any more");
        }

        return Info.State == state ? null : Changed([], enter: state);
    }

    private ExperimentChange Changed(IReadOnlyList<TrialRecord> moved, List<ExperimentEvent>? logged = null, ExperimentState? enter = null, string? reason = null)
    {
        var now = _time.GetUtcNow();
        var events = logged ?? [];
        events.AddRange(moved.Select(trial => new TrialChanged(NextEvent(), now, trial.Info)));
        if (enter is { } state)
        {
            events.Add(new ExperimentChanged(NextEvent(), now, state, reason));
            Info = Info with { State = state, Reason = reason, Ended = state is ExperimentState.Running or ExperimentState.Paused ? null : now };
        }

        Info = Info with
        {
            Counts = _counts.Where(count => count.Value > 0).ToDictionary(),
            BestTrial = _best.Number,
            BestValue = _best.Value,
            Planned = _search.Planned,
        };
        return new() { Info = Info, Epoch = _epoch, Trials = moved, Events = events };
    }

    private long NextEvent()
    {
        Info = Info with { LastEvent = Info.LastEvent + 1 };
        return Info.LastEvent;
    }
}
