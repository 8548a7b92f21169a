using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Coordination;

/// <summary>The books of one experiment: which trials there are, what becomes of them, and when it is over.</summary>
/// <remarks>
/// Pure and single-threaded. Every member that changes something returns the change, which the coordinator has to store before it acts on it;
/// where storing fails, the ledger is thrown away and made again from the store. Ended trials leave the memory, but for their objective.
/// </remarks>
public sealed partial class ExperimentLedger
{
    private const string WaitingPrefix = "waiting: ";

    private readonly ISearchAlgorithm _search;
    private readonly TimeProvider _time;
    private readonly long _epoch;
    private readonly Dictionary<int, TrialRecord> _open;
    private readonly WaitingTrials _waiting;
    private readonly Dictionary<int, (StopReason Reason, string? Why)> _leaving = [];
    private readonly Dictionary<int, (int Times, double Step)> _lost = [];
    private readonly Dictionary<TrialState, int> _counts;
    private readonly BestTrial _best;
    private readonly IReadOnlyList<Objective> _objectives;
    private TimeSpan _activeSince;
    private int _proposed;
    private bool _isExhausted;
    private string? _searchFault;

    /// <summary>Opens the books where the store left them.</summary>
    /// <param name="snapshot">What the store knows.</param>
    /// <param name="search">A new search algorithm; it is brought to where it was.</param>
    /// <param name="time">The clock.</param>
    /// <param name="scheduler">A new scheduler, which is brought to where it was; null where no trial is stopped early.</param>
    public ExperimentLedger(ExperimentSnapshot snapshot, ISearchAlgorithm search, TimeProvider time, ITrialScheduler? scheduler = null)
    {
        (_search, _time, _epoch, _proposed) = (search, time, snapshot.Epoch, snapshot.Proposed);
        (_scheduler, _measurements) = (scheduler, new MeasurementReader(scheduler?.Goals ?? []));
        Replay(snapshot.Schedule);
        _activeSince = Now;
        _open = snapshot.Open.ToDictionary(trial => trial.Info.Number);
        _unsaved = [.. snapshot.Open.Where(IsUnsavedAtTakeover).Select(trial => trial.Info.Number)];
        var waiting = snapshot.Open.Where(trial => trial.Info.State == TrialState.Waiting).Select(trial => trial.Info.Number).ToList();
        _held = [.. waiting.Where(IsHeld)];
        _waiting = new WaitingTrials(waiting.Except(_held));
        _counts = new(snapshot.Info.Counts);
        _objectives = snapshot.Info.Spec.Objectives;
        _best = new BestTrial(_objectives[0]);
        Replay(snapshot);
        Info = snapshot.Info with { Planned = Planned };
    }

    /// <summary>The experiment as it is now.</summary>
    public ExperimentInfo Info { get; private set; }

    /// <summary>The trials that have not come to their end.</summary>
    public IEnumerable<TrialRecord> Open => _open.Values;

    /// <summary>How many more leases the experiment could use at once; trials that wait for their retry are not counted.</summary>
    public int Wanted
    {
        get
        {
            if (Info.State != ExperimentState.Running)
            {
                return 0;
            }

            var proposals = !HasMore ? 0L : _search.Planned is { } planned ? planned - _proposed : int.MaxValue;
            var room = (Info.Spec.Resources.Parallel ?? int.MaxValue) - RunningCount;
            return (int)Math.Clamp(Math.Min(_waiting.Due(Now) + proposals, room), 0, int.MaxValue);
        }
    }

    /// <summary>How many running trials there are beyond what the spec allows at once, after it was lowered.</summary>
    public int Excess => Math.Max(0, RunningCount - (Info.Spec.Resources.Parallel ?? int.MaxValue));

    /// <summary>Starts the next attempt on a slot: of a waiting trial, or else of a new one. Null when there is nothing to start.</summary>
    public (TrialRecord Trial, ExperimentChange Change)? Start(string silo, string slot)
    {
        if (Wanted == 0)
        {
            return null;
        }

        var now = _time.GetUtcNow();
        var trial = _waiting.FirstDue(Now) is { } number ? _open[number] : Propose();
        if (trial is null)
        {
            return null;
        }

        var info = trial.Info;
        var from = trial.Checkpoints is [var newest, ..] ? newest.Step : 0;
        trial = trial with
        {
            Reported = 0,
            Info = info with
            {
                State = TrialState.Running,
                Attempt = info.Attempt + 1,
                Silo = silo,
                Slot = slot,
                Step = from,
                Started = info.Started ?? now,
                Error = null,
            },
        };
        return (trial, Changed([Move(trial)]) with { Attempts = [new(info.Number, info.Attempt + 1, silo, slot, from, now, null, null, null) { SecondsBefore = info.Seconds }] });
    }

    /// <summary>Notes why the experiment waits for machines that there are not, so that whoever looks at it knows.</summary>
    /// <param name="why">Why; null when it does not wait.</param>
    /// <returns>What to store; null when that is known already.</returns>
    public ExperimentChange? Wait(string? why)
    {
        var reason = why is null ? null : WaitingPrefix + why;
        return Info.State != ExperimentState.Running || reason == Info.Reason || (reason is null && Info.Reason?.StartsWith(WaitingPrefix, StringComparison.Ordinal) != true)
            ? null
            : Changed([], enter: Info.State, reason: reason);
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

        if (_open.Count == 0 && !HasMore)
        {
            return _searchFault is null
                ? Changed([], enter: ExperimentState.Completed, reason: Incomparable)
                : Changed([], enter: ExperimentState.Failed, reason: _searchFault);
        }

        var active = Info.ActiveSeconds + (Now - _activeSince).TotalSeconds;
        return Info.Spec.Limits.Duration is { } most && active >= most.TotalSeconds
            ? Stop(ExperimentState.Stopped, $"limits.duration of {DurationValue.Show(most)} is over")
            : null;
    }

    private int RunningCount => _open.Count - _waiting.Count - _held.Count;

    // Spans of time are taken from the machine's steady clock: the wall clock may be set while trials run.
    private TimeSpan Now => _time.GetElapsedTime(0);

    // Of a pause the state is enough, and of a rung what was measured there: a coordinator that took over does not know whom the one before has asked.
    private StopReason? Leaving(int number) =>
        _leaving.TryGetValue(number, out var leaving) ? leaving.Reason : Info.State == ExperimentState.Paused || IsHeld(number) ? StopReason.Yield : null;

    private void Replay(ExperimentSnapshot snapshot)
    {
        for (var number = 1; number <= _proposed; number++)
        {
            _search.Restore(number, snapshot.Parameters?[number - 1] ?? default);
        }

        foreach (var result in snapshot.Results)
        {
            _search.Observe(result);
            _best.Observe(result.Number, result.Objectives[0]);
        }

        foreach (var trial in snapshot.Open)
        {
            _best.Observe(trial.Info.Number, trial.Info.Objective);
        }
    }

    // Trials that users add count among those that the search has planned; only beyond them there are more.
    private int? Planned => _search.Planned is { } planned ? Math.Max(planned, _proposed) : null;

    // As far as one can tell before the search is asked. It is asked no sooner than a slot is there: by then it may have learned more.
    private bool HasMore => _searchFault is null && !_isExhausted && (_search.Planned is not { } planned || _proposed < planned);

    private TrialRecord? Propose()
    {
        try
        {
            if (_search.Propose(_proposed + 1) is { } proposal)
            {
                _isUnsettled = true;
                return new(new TrialInfo { Number = ++_proposed, State = TrialState.Waiting, Parameters = proposal.Parameters, Choices = proposal.Choices });
            }

            _isExhausted = true;
        }
        catch (SearchException e)
        {
            // What runs already may run to its end; then the experiment ends with this as its reason.
            _searchFault = e.Message;
        }

        _isUnsettled = true;
        return null;
    }

    private AttemptInfo AttemptEnded(TrialRecord trial, string end, string? error) =>
        new(trial.Info.Number, trial.Info.Attempt, trial.Info.Silo!, trial.Info.Slot!, 0, default, _time.GetUtcNow(), end, error);

    // Books a trial under its new state.
    private TrialRecord Move(TrialRecord trial, TimeSpan? wait = null)
    {
        var (number, state) = (trial.Info.Number, trial.Info.State);
        if (_open.TryGetValue(number, out var before))
        {
            _counts[before.Info.State]--;
        }

        _counts[state] = _counts.GetValueOrDefault(state) + 1;
        _leaving.Remove(number);
        _waiting.Remove(number);
        _held.Remove(number);
        _isUnsettled = true;
        _best.Observe(number, trial.Info.Objective);
        if (state.IsFinal())
        {
            _open.Remove(number);
            _lost.Remove(number);
            _unsaved.Remove(number);
            _search.Observe(new TrialResult(number, [trial.Info.Objective, .. trial.Info.FurtherObjectives]));
            _scheduler?.End(number, state);
            _measurements.Forget(number);
            return trial;
        }

        if (state == TrialState.Waiting && IsHeld(number))
        {
            _held.Add(number);
        }
        else if (state == TrialState.Waiting)
        {
            _waiting.Add(number, wait is { } rest ? Now + rest : null);
        }

        return _open[number] = trial;
    }

    // Moved: trials under their new states, of which events tell. Touched: numbers of open trials that changed otherwise.
    private ExperimentChange Changed(
        IReadOnlyList<TrialRecord> moved, List<ExperimentEvent>? others = null, ExperimentState? enter = null, string? reason = null, IReadOnlyList<int>? touching = null)
    {
        var touched = touching ?? [];
        var now = _time.GetUtcNow();
        var active = Info.ActiveSeconds + (Info.State == ExperimentState.Running ? (Now - _activeSince).TotalSeconds : 0);
        _activeSince = Now;
        var events = others ?? [];
        if (enter is null or ExperimentState.Running or ExperimentState.Paused)
        {
            (moved, touched) = Settle(moved, touched, events);
        }

        events.AddRange(moved.Select(trial => new TrialChanged(NextEvent(), now, trial.Info)));
        if (enter is { } state)
        {
            events.Add(new ExperimentChanged(NextEvent(), now, state, reason));
            Info = Info with { State = state, Reason = reason, Ended = state is ExperimentState.Running or ExperimentState.Paused ? null : now };
        }

        Info = Info with
        {
            ActiveSeconds = active,
            Counts = _counts.Where(count => count.Value > 0).ToDictionary(),
            BestTrial = _best.Number,
            BestValue = _best.Value,
            Planned = Planned,
        };
        return new() { Info = Info, Epoch = _epoch, Trials = [.. moved, .. touched.Where(number => moved.All(trial => trial.Info.Number != number)).Distinct().Select(number => _open[number])], Events = events };
    }

    private long NextEvent()
    {
        Info = Info with { LastEvent = Info.LastEvent + 1 };
        return Info.LastEvent;
    }
}
