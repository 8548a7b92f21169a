using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Specs;
using ActorTraining.Experiments.Tests.Coordination;

namespace ActorTraining.Experiments.Tests.Scheduling;

/// <summary>A population of two: whoever is worse at the end of a generation goes on from the other one's checkpoint of it, whatever dies meanwhile.</summary>
public sealed class LedgerPopulationTests
{
    private static readonly ExperimentSpec Spec = TestSpec.Of(new { kind = "sgd", lr = 0.1 }, epochs: 9) with
    {
        Scheduler = new SchedulerSpec { Rule = "population", Every = 2, Fraction = 0.5 },
        Limits = new LimitSpec { Retries = 1, Backoff = TimeSpan.Zero },
    };

    private readonly MemoryStore _store = new(
        new ExperimentInfo { Id = "e", Spec = Spec, State = ExperimentState.Running, Created = DateTimeOffset.UnixEpoch, Counts = new Dictionary<TrialState, int>() });

    private ExperimentLedger _ledger;

    public LedgerPopulationTests()
    {
        _ledger = Open(new ExperimentSnapshot(1, _store.Info, 0, [], []));
        Start();
        Start();
    }

    public static TheoryData<string> Ends => ["lost", "failed", "lost, then the coordinator"];

    [Theory, MemberData(nameof(Ends))]
    public void One_that_is_lost_between_its_value_and_its_checkpoint_comes_there_again_before_anybody_goes_on_from_it(string how)
    {
        SecondRestsAndFirstIsMeasured();
        End(how);

        Assert.Empty(_store.Decisions);
        Assert.Equal((1, 2, 1L), Start());
        Assert.Null(Report(1, attempt: 2, 1));
        Assert.Equal(StopReason.Yield, Report(1, attempt: 2, 2, step: 2));
        Assert.Empty(_store.Decisions);
        Report(1, attempt: 2, 3, saved: 2);
        Report(1, attempt: 2, 4, end: AttemptOutcome.Left);

        AssertCopied();
    }

    [Fact]
    public void A_coordinator_that_takes_over_meanwhile_lets_it_come_there()
    {
        SecondRestsAndFirstIsMeasured();
        End("lost");
        Start();
        TakeOver();

        Assert.Null(Report(1, attempt: 2, 1));
        Assert.Equal(StopReason.Yield, Report(1, attempt: 2, 2, step: 2, saved: 2));
        Report(1, attempt: 2, 3, end: AttemptOutcome.Left);

        AssertCopied();
    }

    [Fact]
    public void Lost_once_more_it_comes_there_once_more()
    {
        SecondRestsAndFirstIsMeasured();
        End("lost");
        Start();
        Report(1, attempt: 2, 1, step: 2);
        _store.Write(_ledger.Requeue(1, 2));
        Assert.Empty(_store.Decisions);

        Start();
        Report(1, attempt: 3, 1, step: 2, saved: 2);
        Report(1, attempt: 3, 2, end: AttemptOutcome.Left);

        AssertCopied();
    }

    [Fact]
    public void A_coordinator_that_takes_over_before_it_is_lost_waits_for_its_checkpoint()
    {
        SecondRestsAndFirstIsMeasured();
        TakeOver();

        Assert.Equal(StopReason.Yield, Report(1, attempt: 1, 2, saved: 2));
        Report(1, attempt: 1, 3, end: AttemptOutcome.Left);

        AssertCopied();
    }

    [Fact]
    public void One_whose_job_keeps_no_checkpoints_rests_when_it_has_left()
    {
        SecondRestsAndFirstIsMeasured();
        Report(1, attempt: 1, 2, end: AttemptOutcome.Left);

        Assert.Equal(2, _store.Decisions.Count);
    }

    [Fact]
    public void What_the_last_to_come_takes_from_another_one_outlives_the_coordinator()
    {
        Report(1, attempt: 1, 1, step: 2, saved: 2);
        Report(1, attempt: 1, 2, end: AttemptOutcome.Left);
        Report(2, attempt: 1, 1, step: 2, saved: 2);
        Report(2, attempt: 1, 2, end: AttemptOutcome.Left);
        TakeOver();

        AssertCopied();
        Assert.Equal(_store.Decisions[1].Changes, _ledger.Find(2)!.Info.Adjustments);
    }

    // The first is the better one. It waits for word, and its checkpoint of the generation is not stored yet.
    private void SecondRestsAndFirstIsMeasured()
    {
        Assert.Equal(StopReason.Yield, Report(1, attempt: 1, 1, step: 2, saved: 1));
        Assert.Equal(StopReason.Yield, Report(2, attempt: 1, 1, step: 2, saved: 2));
        Report(2, attempt: 1, 2, end: AttemptOutcome.Left);
    }

    private void End(string how)
    {
        if (how == "failed")
        {
            Report(1, attempt: 1, 2, end: AttemptOutcome.Failed);
            return;
        }

        _store.Write(_ledger.Requeue(1, 1));
        if (how.EndsWith("coordinator", StringComparison.Ordinal))
        {
            TakeOver();
        }
    }

    private void AssertCopied()
    {
        Assert.Equal([(1, SchedulerAction.Promoted), (2, SchedulerAction.Exploited)], _store.Decisions.Select(decision => (decision.Trial, decision.Action)));
        Assert.Equal((2, "checkpoints/e/1/"), (_store.Trials[2].Checkpoints[0].Step, _store.Trials[2].Checkpoints[0].Key[..16]));
        Assert.Equal([3L], _store.Decisions[1].Changes.Select(change => change.Step));
        Assert.Equal(2, _ledger.Wanted);
    }

    // The trial, its attempt, and the step from which it goes on.
    private (int Trial, int Attempt, long From) Start()
    {
        var (trial, change) = _ledger.Start("silo", "cpu:0")!.Value;
        _store.Write(change);
        return (trial.Info.Number, trial.Info.Attempt, change.Attempts[0].From);
    }

    private StopReason? Report(int trial, int attempt, long sequence, long? step = null, long? saved = null, AttemptOutcome? end = null)
    {
        var (change, stop) = _ledger.Report(new TrialReport
        {
            Trial = trial,
            Attempt = attempt,
            Sequence = sequence,
            Step = step ?? 1,
            Steps = 9,
            Points = step is { } reached ? [new MetricPoint("test.accuracy", reached, 1.0 / trial)] : [],
            Checkpoints = saved is { } at ? [new CheckpointReference(at, $"checkpoints/e/{trial}/{attempt}-{at}", "")] : [],
            End = end is { } outcome ? new AttemptEnd(outcome) : null,
        });
        _store.Write(change);
        return stop;
    }

    private void TakeOver() => _ledger = Open(_store.TakeOver());

    private static ExperimentLedger Open(ExperimentSnapshot snapshot) =>
        new(snapshot, new LearningRates(2), new ManualClock(), SchedulerRules.Create(Spec, TestCatalog.Jobs));
}
