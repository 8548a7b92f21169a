using ActorTraining.Cli.Output;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Runs;

/// <summary>An experiment as it is while it runs: fed with its events, read by displays. Not safe for use from several threads at once.</summary>
internal sealed class RunView
{
    private readonly TimeProvider _clock;
    private readonly Dictionary<int, TrialInfo> _trials = [];
    private readonly SortedDictionary<int, StepClock> _running = [];
    private readonly List<int> _ended = [];
    private readonly int[] _counts = new int[Enum.GetValues<TrialState>().Length];
    private double _completedSeconds;
    private int _best;

    /// <summary>Creates a view.</summary>
    /// <param name="experiment">The experiment as it was when the events began.</param>
    /// <param name="trials">Its trials at that time.</param>
    /// <param name="slots">How many trials can run at once.</param>
    /// <param name="clock">Tells the time that estimates are made for.</param>
    public RunView(ExperimentInfo experiment, IEnumerable<TrialInfo> trials, int slots, TimeProvider clock)
    {
        Experiment = experiment;
        Choices = ChoiceText.For(experiment.Spec);
        State = experiment.State;
        Reason = experiment.Reason;
        Slots = Math.Max(1, Math.Min(slots, experiment.Spec.Resources.Parallel ?? slots));
        _clock = clock;
        foreach (TrialInfo trial in trials)
            Take(trial, clock.GetUtcNow());
    }

    /// <summary>The experiment as it was when the events began.</summary>
    public ExperimentInfo Experiment { get; }

    /// <summary>Names what the search chose for a trial.</summary>
    public ChoiceText Choices { get; }

    /// <summary>Where the experiment is in its life.</summary>
    public ExperimentState State { get; private set; }

    /// <summary>Why it is in this state, where there is something to say.</summary>
    public string? Reason { get; private set; }

    /// <summary>How many of its trials can run at once.</summary>
    public int Slots { get; }

    /// <summary>How many trials have come to their end.</summary>
    public int Ended => _ended.Count;

    /// <summary>How many trials run.</summary>
    public int Running => _running.Count;

    /// <summary>How many trials there will be: as many as are planned, or as many as are known.</summary>
    public int Total => Math.Max(Experiment.Planned ?? 0, _trials.Count);

    /// <summary>The share of all trials' work that is done, in [0, 1].</summary>
    public double Fraction
    {
        get
        {
            double done = Ended + _running.Keys.Sum(number => FractionOf(_trials[number]));
            return Total == 0 ? 0 : Math.Min(1, done / Total);
        }
    }

    /// <summary>The time until the last trial ends; null while it cannot be told.</summary>
    public TimeSpan? Remaining =>
        SlotSchedule.Remaining([.. _running.Keys.Select(RemainingOf)], Total - Ended - Running, TypicalTrial(), Slots);

    /// <summary>The best trial so far; null before the first value of the objective.</summary>
    public TrialInfo? Best => _trials.GetValueOrDefault(_best);

    /// <summary>How many trials are in a state.</summary>
    public int Count(TrialState state) => _counts[(int)state];

    /// <summary>The trial of this number as it is now; null while nothing is known of it.</summary>
    public TrialInfo? Trial(int number) => _trials.GetValueOrDefault(number);

    /// <summary>The time that a trial still takes; null where it does not run, or where that cannot be told yet.</summary>
    public TimeSpan? RemainingOf(int number) =>
        _running.TryGetValue(number, out StepClock? clock) ? clock.Remaining(_trials[number].Steps, _clock.GetUtcNow()) : null;

    /// <summary>Takes note of an event.</summary>
    public void Apply(ExperimentEvent happened)
    {
        switch (happened)
        {
            case ExperimentChanged changed:
                (State, Reason) = (changed.State, changed.Reason);
                break;
            case TrialChanged changed:
                Take(changed.Trial, changed.At);
                break;
            case TrialProgressed progressed:
                Take(progressed.Trial, progressed.At);
                break;
        }
    }

    /// <summary>The trials that matter most now: all of them by number where there is room, otherwise the running ones by number and then ended ones, the newest first.</summary>
    /// <param name="limit">The most rows.</param>
    public IReadOnlyList<TrialRow> Rows(int limit)
    {
        IEnumerable<int> numbers = _trials.Count <= limit
            ? _trials.Keys.Order()
            : _running.Keys.Concat(Enumerable.Reverse(_ended)).Take(limit);
        return [.. numbers.Select(number => new TrialRow(_trials[number], RemainingOf(number)))];
    }

    private void Take(TrialInfo trial, DateTimeOffset at)
    {
        TrialInfo? before = _trials.GetValueOrDefault(trial.Number);
        if (before is not null && IsStale(trial, before))
            return;
        if (before is not null)
            _counts[(int)before.State]--;
        _counts[(int)trial.State]++;
        _trials[trial.Number] = trial;
        if (trial.State == TrialState.Running)
            TakeRunning(trial, before, at);
        else
            _running.Remove(trial.Number);
        if (before is not null && before.State.IsFinal())
            _ended.Remove(trial.Number);
        if (trial.State.IsFinal())
            _ended.Add(trial.Number);
        if (trial.State == TrialState.Completed)
            _completedSeconds += trial.Seconds;
        TakeBest(trial);
    }

    // Passing events may be overtaken by the state that ends the attempt.
    private static bool IsStale(TrialInfo trial, TrialInfo before) =>
        trial.Attempt < before.Attempt || trial.Attempt == before.Attempt && before.State.IsFinal();

    private void TakeRunning(TrialInfo trial, TrialInfo? before, DateTimeOffset at)
    {
        if (before?.Attempt == trial.Attempt && _running.TryGetValue(trial.Number, out StepClock? clock))
            clock.Observe(at, trial.Step);
        else
            _running[trial.Number] = new StepClock(at, trial.Step);
    }

    private void TakeBest(TrialInfo trial)
    {
        // The objective may be a trial's last value, so that the best trial of a moment ago can have fallen behind.
        IEnumerable<TrialInfo> candidates = trial.Number == _best ? _trials.Values : Best is { } best ? [best, trial] : [trial];
        Objective objective = Experiment.Spec.Objective;
        _best = candidates.Where(candidate => candidate.Objective is not null)
            .Aggregate((TrialInfo?)null, (first, other) => first is null || objective.IsBetter(other.Objective!.Value, first.Objective!.Value) ? other : first)?.Number ?? 0;
    }

    private static double FractionOf(TrialInfo trial) => trial.Steps > 0 ? Math.Clamp(trial.Step / trial.Steps, 0, 1) : 0;

    private TimeSpan? TypicalTrial()
    {
        if (Count(TrialState.Completed) > 0)
            return TimeSpan.FromSeconds(_completedSeconds / Count(TrialState.Completed));
        double[] guesses = [.. _running.Where(entry => entry.Value.SecondsPerStep is not null)
            .Select(entry => entry.Value.SecondsPerStep!.Value * _trials[entry.Key].Steps)];
        return guesses.Length == 0 ? null : TimeSpan.FromSeconds(Math.Min(guesses.Average(), 1e9));
    }
}
