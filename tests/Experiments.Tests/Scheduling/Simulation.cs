using System.Text.Json;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Specs;
using ActorTraining.Experiments.Tests.Coordination;

namespace ActorTraining.Experiments.Tests.Scheduling;

/// <summary>An experiment on a number of slots, whose trials follow given curves and come forward one step at a time in a random order.</summary>
internal sealed class Simulation
{
    private const string Metric = "test.accuracy";

    private static readonly double[] Rates = [0.001, 10];

    private readonly ExperimentSpec _spec;
    private readonly int _trials;
    private readonly Func<int, long, double> _curve;
    private readonly Dictionary<int, Attempt> _running = [];
    private readonly ManualClock _clock = new();
    private readonly MemoryStore _store;
    private ExperimentLedger _ledger;

    /// <param name="scheduler">The rule under test.</param>
    /// <param name="trials">How many trials there are.</param>
    /// <param name="steps">The steps of each.</param>
    /// <param name="curve">The value of a trial at a step; higher is better.</param>
    public Simulation(SchedulerSpec scheduler, int trials, long steps, Func<int, long, double> curve)
    {
        (_trials, Steps, _curve) = (trials, steps, curve);
        _spec = new ExperimentSpec
        {
            Name = "simulated",
            Job = "classifier",
            Parameters = JsonSerializer.SerializeToElement(new { epochs = steps, optimizer = new { kind = "sgd", lr = new { loguniform = Rates } } }),
            Objective = Objective.Maximize(Metric),
            Scheduler = scheduler,
            Seed = 11,
        };
        _store = new MemoryStore(new ExperimentInfo { Id = "e", Spec = _spec, State = ExperimentState.Running, Created = DateTimeOffset.UnixEpoch, Counts = new Dictionary<TrialState, int>() });
        _ledger = Open(new ExperimentSnapshot(1, _store.Info, 0, [], []));
    }

    public long Steps { get; }

    public MemoryStore Store => _store;

    /// <summary>The steps that all attempts computed, all together.</summary>
    public long Computed { get; private set; }

    /// <summary>The end of every trial, in one line each.</summary>
    public IReadOnlyList<string> Ends => [.. _store.Trials.Values.Select(trial => $"{trial.Info.Number} {trial.Info.State} {trial.Info.Step} {trial.Info.Error}")];

    /// <summary>The best value that a completed trial ended with.</summary>
    public double Best => _store.Trials.Values.Where(trial => trial.Info.State == TrialState.Completed).Max(trial => trial.Info.Objective!.Value);

    /// <summary>Runs to the end.</summary>
    /// <param name="slots">How many trials run at once.</param>
    /// <param name="order">Decides which of them comes forward next.</param>
    /// <param name="restart">How likely it is that the coordinator is killed after a report; its attempts run on.</param>
    /// <param name="loss">How likely it is that an attempt is lost with all that it has not reported.</param>
    public Simulation Run(int slots, int order = 1, double restart = 0, double loss = 0)
    {
        var (next, faults) = (new Random(order), new Random(order + 1));
        for (var turn = 0; _store.Info.Ended is null; turn++)
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            Assert.True(turn < 100_000, "the experiment does not come to its end");
            while (_running.Count < slots && _ledger.Start("silo", "cpu:0") is { } started)
            {
                Write(started.Change);
                Assert.True(_running.TryAdd(started.Trial.Info.Number, new Attempt(started.Trial.Info.Attempt, started.Trial.Checkpoints is [var newest, ..] ? newest.Step : 0)), "a trial runs twice");
            }

            if (_running.Count > 0)
            {
                Advance(_running.Keys.Order().ElementAt(next.Next(_running.Count)), faults.NextDouble() < loss);
            }

            if (faults.NextDouble() < restart)
            {
                _ledger = Open(_store.TakeOver());
            }

            Write(_ledger.EndIfOver());
        }

        return this;
    }

    private void Advance(int trial, bool isLost)
    {
        var attempt = _running[trial];
        Computed++;
        var step = attempt.Step + 1;
        if (isLost)
        {
            _running.Remove(trial);
            Write(_ledger.Requeue(trial, attempt.Number));
            return;
        }

        var saved = new CheckpointReference(step, $"checkpoints/e/{trial}/{attempt.Number}-{step}", "");
        var stop = Tell(trial, attempt, step, [new MetricPoint(Metric, step, _curve(trial, step))], [saved], step == Steps ? AttemptOutcome.Completed : null);
        _running[trial] = attempt with { Step = step, Sequence = attempt.Sequence + 1 };
        if (stop == StopReason.Yield)
        {
            Tell(trial, _running[trial], step, [], [], AttemptOutcome.Left);
        }

        if (stop is not null || step == Steps)
        {
            _running.Remove(trial);
        }
    }

    private StopReason? Tell(int trial, Attempt attempt, long step, MetricPoint[] points, CheckpointReference[] saved, AttemptOutcome? end)
    {
        var (change, stop) = _ledger.Report(new TrialReport
        {
            Trial = trial,
            Attempt = attempt.Number,
            Sequence = attempt.Sequence,
            Step = step,
            Steps = Steps,
            Points = points,
            Checkpoints = saved,
            End = end is { } outcome ? new AttemptEnd(outcome) : null,
        });
        Write(change);
        return stop;
    }

    // What a coordinator acts on is stored before it does: the next one has nothing else.
    private void Write(ExperimentChange? change)
    {
        _store.Write(change);
        Assert.True(change is null || _ledger.Open.All(trial => ReferenceEquals(trial, _store.Trials[trial.Info.Number])), "the books and the store differ");
    }

    private ExperimentLedger Open(ExperimentSnapshot snapshot) =>
        new(snapshot, new LearningRates(_trials), _clock, SchedulerRules.Create(_spec, TestCatalog.Jobs));

    private sealed record Attempt(int Number, long Step)
    {
        public long Sequence { get; init; } = 1;
    }
}
