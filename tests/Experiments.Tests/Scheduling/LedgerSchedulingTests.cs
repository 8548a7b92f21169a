using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Experiments.Tests.Coordination;

namespace ActorTraining.Experiments.Tests.Scheduling;

/// <summary>What becomes of reports in the books when a scheduler looks at them.</summary>
public sealed class LedgerSchedulingTests
{
    [Fact]
    public void What_was_reported_behind_the_step_at_which_a_trial_is_stopped_does_not_count()
    {
        var ledger = Open(new SchedulerSpec { Rule = "threshold", Value = 0.5 });

        // A fast job was through before anybody could tell it.
        var (change, stop) = ledger.Report(Report(1, [(1, 0.9), (2, 0.1), (3, 0.95)]) with { Steps = 3, End = new AttemptEnd(AttemptOutcome.Completed) });

        Assert.Null(ledger.Open.FirstOrDefault(trial => trial.Info.Number == 1));
        var ended = Assert.Single(change!.Trials);
        Assert.Equal((TrialState.Pruned, 2.0, 0.1, StopReason.Prune), (ended.Info.State, ended.Info.Step, ended.Info.Objective, stop));
        Assert.Equal([1L, 2L], change.Points.Select(point => point.Point.Step));
        Assert.Equal([2L, 1L], ended.Checkpoints.Select(checkpoint => checkpoint.Step));
        Assert.Equal("left", Assert.Single(change.Attempts).End);
        Assert.Equal(1, ledger.Info.Counts[TrialState.Pruned]);
    }

    [Fact]
    public void A_trial_is_not_stopped_at_its_last_step()
    {
        var ledger = Open(new SchedulerSpec { Rule = "threshold", Value = 0.5, Min = 3 });
        var (change, _) = ledger.Report(Report(1, [(1, 0.1), (2, 0.1), (3, 0.1)]) with { Steps = 3, End = new AttemptEnd(AttemptOutcome.Completed) });

        Assert.Equal(TrialState.Completed, Assert.Single(change!.Trials).Info.State);
    }

    [Fact]
    public void A_metric_that_is_never_reported_is_told_once_at_the_end_of_the_first_trial()
    {
        var ledger = Open(new SchedulerSpec { Rule = "asha", Metric = ["test.loss"] });

        Assert.Equal(["scheduler: no trial can be stopped early: 'test.loss' was never reported; did you mean 'test.losses'?"], Logged(ledger, 1, [new("test.accuracy", 1, 0.5), new("test.losses", 1, 2)]));
        Assert.Empty(Logged(ledger, 2, [new("test.accuracy", 1, 0.5), new("test.losses", 1, 2)]));
    }

    [Fact]
    public void A_metric_that_is_reported_at_the_end_alone_is_told_too() => Assert.Equal(
        ["scheduler: no trial can be stopped early: 'test.accuracy' is reported only at the end of a trial"],
        Logged(Open(new SchedulerSpec { Rule = "asha" }), 1, [new("test.accuracy", 9, 0.5)]));

    [Fact]
    public void Several_metrics_make_one_measurement_when_the_last_of_them_has_come()
    {
        var ledger = Open(new SchedulerSpec { Rule = "asha", Metric = ["test.accuracy", "test.loss"] });

        Assert.Null(ledger.Report(Report(1, [(1, 0.5)])).Stop);
        Assert.Equal(StopReason.Yield, ledger.Report(Report(1, []) with { Sequence = 2, Points = [new("test.loss", 1, 1.5)] }).Stop);
    }

    [Fact]
    public void A_trial_that_waits_at_a_rung_wants_no_slot_and_can_be_cancelled()
    {
        var ledger = Open(new SchedulerSpec { Rule = "successive-halving" });
        ledger.Report(Report(1, [(1, 0.5)]));
        ledger.Report(Report(1, []) with { Sequence = 2, End = new AttemptEnd(AttemptOutcome.Left) });
        Assert.Equal((0, TrialState.Waiting), (ledger.Wanted, ledger.Open.Single(trial => trial.Info.Number == 1).Info.State));

        var decided = ledger.Cancel(2).Events.OfType<TrialScheduled>().Single().Decision;

        Assert.Equal((1, SchedulerAction.Promoted), (decided.Trial, decided.Action));
        Assert.Equal(1, ledger.Wanted);
    }

    [Fact]
    public void Trials_at_a_rung_wait_no_longer_for_one_that_the_search_turns_out_not_to_have()
    {
        var ledger = Open(new SchedulerSpec { Rule = "successive-halving" }, new ScriptedSearch(3) { FailsAt = 3 });
        foreach (var (trial, accuracy) in new[] { (1, 0.5), (2, 0.4) })
        {
            ledger.Report(Report(trial, [(1, accuracy)]));
            ledger.Report(Report(trial, []) with { Sequence = 2, End = new AttemptEnd(AttemptOutcome.Left) });
        }

        // Of three one goes on: the second is out already, the first cannot know.
        Assert.Equal((1, 1), (ledger.Wanted, Assert.Single(ledger.Open).Info.Number));
        Assert.Null(ledger.Start("silo", "cpu:0"));
        var decided = ledger.Settle()!.Events.OfType<TrialScheduled>().Select(told => (told.Decision.Trial, told.Decision.Action));

        Assert.Contains((1, SchedulerAction.Promoted), decided);
        Assert.Equal(1, ledger.Wanted);
        Assert.Null(ledger.Settle());
    }

    private static ExperimentLedger Open(SchedulerSpec scheduler, ISearchAlgorithm? search = null)
    {
        var spec = TestSpec.Of(new { kind = "sgd", lr = 0.1 }, epochs: 9) with { Scheduler = scheduler };
        var info = new ExperimentInfo { Id = "e", Spec = spec, State = ExperimentState.Running, Created = DateTimeOffset.UnixEpoch, Counts = new Dictionary<TrialState, int>() };
        var ledger = new ExperimentLedger(new ExperimentSnapshot(1, info, 0, [], []), search ?? new LearningRates(2), new ManualClock(), SchedulerRules.Create(spec, TestCatalog.Jobs));
        ledger.Start("silo", "cpu:0");
        ledger.Start("silo", "cpu:1");
        return ledger;
    }

    private static IEnumerable<string> Logged(ExperimentLedger ledger, int trial, MetricPoint[] points) => ledger
        .Report(Report(trial, []) with { Steps = 9, Points = points, End = new AttemptEnd(AttemptOutcome.Completed) })
        .Change!.Events.OfType<TrialLogged>().Select(logged => logged.Message);

    private static TrialReport Report(int trial, (long Step, double Value)[] values) => new()
    {
        Trial = trial,
        Attempt = 1,
        Sequence = 1,
        Step = values.Length,
        Steps = 9,
        Points = [.. values.Select(value => new MetricPoint("test.accuracy", value.Step, value.Value))],
        Checkpoints = [.. values.Select(value => new CheckpointReference(value.Step, $"checkpoints/e/{trial}/1-{value.Step}", ""))],
    };
}
