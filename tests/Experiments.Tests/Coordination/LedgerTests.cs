using System.Text.Json;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Coordination;

public sealed class LedgerTests
{
    private static readonly ExperimentSpec Spec = new()
    {
        Name = "test",
        Job = "classifier",
        Parameters = JsonSerializer.SerializeToElement(new { }),
        Objective = new Objective { Metric = "accuracy" },
    };

    [Fact]
    public void Trials_start_in_their_order_and_no_more_than_there_are()
    {
        var ledger = Open(Spec, 2);
        Assert.Equal(2, ledger.Wanted);

        Assert.Equal(1, Start(ledger).Number);
        Assert.Equal(2, Start(ledger).Number);
        Assert.Equal(0, ledger.Wanted);
        Assert.Null(ledger.Start("silo", "cpu:0"));
    }

    [Fact]
    public void No_more_trials_run_at_once_than_the_spec_allows()
    {
        var ledger = Open(Spec with { Resources = new ResourceSpec { Parallel = 1 } }, 3);
        Start(ledger);
        Assert.Equal(0, ledger.Wanted);
        End(ledger, 1, AttemptOutcome.Completed);
        Assert.Equal(1, ledger.Wanted);
    }

    [Fact]
    public void The_experiment_completes_when_its_last_trial_has_ended()
    {
        var ledger = Open(Spec, 2);
        Start(ledger);
        Start(ledger);
        End(ledger, 1, AttemptOutcome.Completed);
        Assert.Null(ledger.EndIfOver());
        End(ledger, 2, AttemptOutcome.Failed, "no data");

        var over = ledger.EndIfOver();

        Assert.NotNull(over);
        Assert.Equal(ExperimentState.Completed, ledger.Info.State);
        Assert.NotNull(ledger.Info.Ended);
        Assert.Equal(new Dictionary<TrialState, int> { [TrialState.Completed] = 1, [TrialState.Failed] = 1 }, ledger.Info.Counts);
        Assert.Null(ledger.EndIfOver());
    }

    [Fact]
    public void A_report_of_an_older_attempt_changes_nothing_and_sends_it_home()
    {
        var ledger = Open(Spec, 1);
        Start(ledger);
        Assert.NotNull(ledger.Requeue(1, 1));
        Start(ledger);

        var (change, stop) = ledger.Report(Report(1, attempt: 1, points: [new("accuracy", 1, 0.9)]));

        Assert.Null(change);
        Assert.Equal(StopReason.Superseded, stop);
        Assert.Null(ledger.Info.BestTrial);
    }

    [Fact]
    public void A_report_that_is_sent_again_counts_once()
    {
        var ledger = Open(Spec, 1);
        Start(ledger);
        var report = Report(1, points: [new("accuracy", 1, 0.5)]) with { Log = ["hello"], Seconds = 2 };

        Assert.NotNull(ledger.Report(report).Change);
        Assert.Equal((null, null), ledger.Report(report));
        Assert.Equal(2, ledger.Open.Single().Info.Seconds);
    }

    [Fact]
    public void Events_are_numbered_without_a_gap()
    {
        var ledger = Open(Spec, 1);
        var events = new List<ExperimentEvent>();
        events.AddRange(ledger.Start("silo", "cpu:0")!.Value.Change.Events);
        events.AddRange(ledger.Report(Report(1) with { Log = ["a", "b"] }).Change!.Events);
        events.AddRange(End(ledger, 1, AttemptOutcome.Completed, sequence: 2, points: [new("accuracy", 1, 0.5)]).Events);
        events.AddRange(ledger.EndIfOver()!.Events);

        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Sequence));
        Assert.Equal(events.Count, ledger.Info.LastEvent);
        Assert.Equal(
            [typeof(TrialChanged), typeof(TrialLogged), typeof(TrialLogged), typeof(TrialChanged), typeof(ExperimentChanged)],
            events.Select(e => e.GetType()));
    }

    [Theory]
    [InlineData(ObjectiveValue.Last, 0.7)]
    [InlineData(ObjectiveValue.Best, 0.9)]
    public void The_objective_is_the_last_or_the_best_value(ObjectiveValue rule, double expected)
    {
        var ledger = Open(Spec with { Objective = Spec.Objective with { Value = rule } }, 1);
        Start(ledger);
        ledger.Report(Report(1, points: [new("accuracy", 1, 0.9), new("loss", 1, 3)]));
        ledger.Report(Report(1, sequence: 2, points: [new("accuracy", 2, 0.7)]));

        var trial = ledger.Open.Single().Info;
        Assert.Equal(expected, trial.Objective);
        Assert.Equal(0.7, trial.Metrics["accuracy"]);
        Assert.Equal(3, trial.Metrics["loss"]);
    }

    [Fact]
    public void The_lead_changes_when_the_leader_falls_back()
    {
        var ledger = Open(Spec, 3);
        Start(ledger);
        Start(ledger);
        ledger.Report(Report(1, points: [new("accuracy", 1, 0.9)]));
        ledger.Report(Report(2, points: [new("accuracy", 1, 0.8)]));
        Assert.Equal((1, 0.9), (ledger.Info.BestTrial!.Value, ledger.Info.BestValue!.Value));

        ledger.Report(Report(1, sequence: 2, points: [new("accuracy", 2, 0.1)]));
        Assert.Equal((2, 0.8), (ledger.Info.BestTrial!.Value, ledger.Info.BestValue!.Value));

        End(ledger, 2, AttemptOutcome.Failed, "out of memory", sequence: 2);
        Assert.Equal((1, 0.1), (ledger.Info.BestTrial!.Value, ledger.Info.BestValue!.Value));
    }

    [Fact]
    public void A_failed_trial_is_tried_again_as_often_as_the_spec_allows()
    {
        var ledger = Open(Spec with { Limits = new LimitSpec { Retries = 1, Backoff = TimeSpan.Zero } }, 1);
        Start(ledger);
        End(ledger, 1, AttemptOutcome.Failed, "first");
        Assert.Equal((TrialState.Waiting, "first"), (ledger.Open.Single().Info.State, ledger.Open.Single().Info.Error));

        var again = Start(ledger);
        Assert.Equal((2, null), (again.Attempt, again.Error));
        End(ledger, 1, AttemptOutcome.Failed, "second", attempt: 2);
        Assert.Empty(ledger.Open);
        Assert.Equal(1, ledger.Info.Counts[TrialState.Failed]);
    }

    [Fact]
    public void Each_retry_waits_twice_as_long_and_others_go_meanwhile()
    {
        var clock = new ManualClock();
        var ledger = Open(Spec with { Limits = new LimitSpec { Retries = 5, Backoff = TimeSpan.FromSeconds(10) }, Resources = new ResourceSpec { Parallel = 1 } }, 2, clock);
        Start(ledger);
        End(ledger, 1, AttemptOutcome.Failed, "first");

        Assert.Equal(2, Start(ledger).Number);
        End(ledger, 2, AttemptOutcome.Completed);
        Assert.Equal(0, ledger.Wanted);
        Assert.Null(ledger.EndIfOver());
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((1, 2), (Start(ledger).Number, ledger.Open.Single().Info.Attempt));

        End(ledger, 1, AttemptOutcome.Failed, "second", attempt: 2);
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(0, ledger.Wanted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, ledger.Wanted);
    }

    [Fact]
    public void A_trial_that_computes_too_long_is_cancelled_and_told_why()
    {
        var ledger = Open(Spec with { Limits = new LimitSpec { TrialDuration = TimeSpan.FromMinutes(10) } }, 1);
        Start(ledger);
        Assert.Null(ledger.Report(Report(1) with { Seconds = 599 }).Stop);
        Assert.Equal(StopReason.Cancel, ledger.Report(Report(1, sequence: 2) with { Seconds = 1 }).Stop);

        var ended = End(ledger, 1, AttemptOutcome.Left, sequence: 3).Trials.Single().Info;

        Assert.Equal((TrialState.Cancelled, "ran longer than limits.trial_duration (10m)"), (ended.State, ended.Error));
    }

    [Fact]
    public void An_experiment_that_runs_too_long_is_stopped_and_pauses_do_not_count()
    {
        var clock = new ManualClock();
        var ledger = Open(Spec with { Limits = new LimitSpec { Duration = TimeSpan.FromHours(1) } }, 1, clock);
        clock.Advance(TimeSpan.FromMinutes(40));
        clock.SetWallClock(TimeSpan.FromHours(9));
        ledger.Pause();
        clock.Advance(TimeSpan.FromHours(5));
        ledger.Resume();
        clock.Advance(TimeSpan.FromMinutes(19));
        Assert.Null(ledger.EndIfOver());
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull(ledger.EndIfOver());
        Assert.Equal((ExperimentState.Stopped, 3600.0), (ledger.Info.State, ledger.Info.ActiveSeconds));
    }

    [Fact]
    public void A_single_trial_can_be_cancelled_whether_it_waits_or_runs()
    {
        var ledger = Open(Spec, 2);
        Start(ledger);
        Start(ledger);
        ledger.Requeue(2, 1);

        Assert.Equal(TrialState.Cancelled, ledger.Cancel(2).Trials.Single().Info.State);
        var running = ledger.Cancel(1);
        Assert.Equal((TrialState.Cancelled, "cancelled by a user"), (running.Trials.Single().Info.State, running.Trials.Single().Info.Error));
        Assert.Equal("left", running.Attempts.Single().End);
        Assert.Equal(StopReason.Superseded, ledger.Report(Report(1)).Stop);
        Assert.Contains("come to its end", Assert.Throws<InvalidOperationException>(() => ledger.Cancel(1)).Message);
        Assert.Contains("no trial 3 yet", Assert.Throws<InvalidOperationException>(() => ledger.Cancel(3)).Message);
    }

    [Fact]
    public void An_attempt_says_how_long_its_trial_had_computed_before_it()
    {
        var ledger = Open(Spec, 1);
        Assert.Equal(0, ledger.Start("here", "cpu:0")!.Value.Change.Attempts.Single().SecondsBefore);
        ledger.Report(Report(1) with { Seconds = 1.5 });
        ledger.Report(Report(1, sequence: 2) with { Seconds = 2 });
        ledger.Requeue(1, 1);

        Assert.Equal(3.5, ledger.Start("here", "cpu:0")!.Value.Change.Attempts.Single().SecondsBefore);
    }

    [Fact]
    public void A_change_of_a_parameter_is_pending_until_the_trial_takes_it()
    {
        var ledger = Open(Spec, 1);
        Start(ledger);
        var value = JsonSerializer.SerializeToElement(0.01);

        var asked = ledger.Adjust(1, "optimizer.lr", value);
        Assert.Null(Assert.IsType<TrialAdjusted>(asked.Events.Single()).Adjustment.Step);
        var taken = ledger.Report(Report(1) with { Adjusted = [new Adjustment("optimizer.lr", value, 5)] }).Change!;

        Assert.Equal(5, Assert.IsType<TrialAdjusted>(taken.Events.Single()).Adjustment.Step);
        Assert.Equal(5, Assert.Single(ledger.Open.Single().Info.Adjustments).Step);
    }

    [Fact]
    public void Fewer_trials_at_once_leave_an_excess_and_more_are_wanted_at_once()
    {
        var ledger = Open(Spec, 4);
        Start(ledger);
        Start(ledger);

        var change = ledger.Configure(new ResourceSpec { Parallel = 1, Priority = 3 });
        Assert.Equal(new ResourceSpec { Parallel = 1, Priority = 3 }, change.Spec!.Resources);
        Assert.Equal((1, 0), (ledger.Excess, ledger.Wanted));
        ledger.Configure(new ResourceSpec { Parallel = 3 });
        Assert.Equal((0, 1), (ledger.Excess, ledger.Wanted));
    }

    [Fact]
    public void A_report_that_a_former_coordinator_counted_drops_no_checkpoint()
    {
        var saved = new CheckpointReference(5, "c/5", "00");
        var spec = Spec with { Checkpoints = new CheckpointSpec { Keep = 1 } };
        var trial = new TrialRecord(new TrialInfo
        {
            Number = 1,
            State = TrialState.Running,
            Attempt = 1,
            Parameters = JsonSerializer.SerializeToElement(new { }),
            Choices = new Dictionary<string, JsonElement>(),
        })
        { Checkpoints = [saved] };
        var info = Info(spec) with { Counts = new Dictionary<TrialState, int> { [TrialState.Running] = 1 } };
        var ledger = new ExperimentLedger(new ExperimentSnapshot(2, info, 1, [trial], []), new ScriptedSearch(1), TimeProvider.System);

        var change = ledger.Report(Report(1) with { Checkpoints = [saved] }).Change!;

        Assert.Empty(change.Obsolete);
        Assert.Equal([saved], change.Trials.Single().Checkpoints);
    }

    [Fact]
    public void A_trial_that_is_lost_again_and_again_without_a_step_waits_longer_and_fails_in_the_end()
    {
        var clock = new ManualClock();
        var ledger = Open(Spec, 1, clock);
        for (var attempt = 1; attempt < 10; attempt++)
        {
            Start(ledger);
            Assert.Equal(TrialState.Waiting, ledger.Requeue(1, attempt)!.Trials.Single().Info.State);
            Assert.Equal(attempt == 1 ? 1 : 0, ledger.Wanted);
            clock.Advance(TimeSpan.FromMinutes(5));
        }

        Start(ledger);
        var failed = ledger.Requeue(1, 10)!.Trials.Single().Info;
        Assert.Equal((TrialState.Failed, "10 attempts in a row were lost without a step; the silo's log may say why"), (failed.State, failed.Error));
    }

    [Fact]
    public void A_lost_attempt_goes_on_from_its_checkpoint_and_is_no_failure()
    {
        var ledger = Open(Spec, 1);
        Start(ledger);
        ledger.Report(Report(1) with { Step = 3, Checkpoints = [new CheckpointReference(3, "c/3", "00")] });
        ledger.Requeue(1, 1);

        var started = ledger.Start("other", "cpu:1")!.Value.Trial;

        Assert.Equal((2, 3.0, 0), (started.Info.Attempt, started.Info.Step, started.Failures));
        Assert.Equal("c/3", started.Checkpoints[0].Key);
    }

    [Fact]
    public void The_two_newest_checkpoints_are_kept()
    {
        var ledger = Open(Spec, 1);
        Start(ledger);
        var obsolete = new List<string>();
        for (var step = 1; step <= 4; step++)
        {
            obsolete.AddRange(ledger.Report(Report(1, sequence: step) with { Checkpoints = [new CheckpointReference(step, $"c/{step}", "00")] }).Change!.Obsolete);
        }

        Assert.Equal(["c/4", "c/3"], ledger.Open.Single().Checkpoints.Select(c => c.Key));
        Assert.Equal(["c/1", "c/2"], obsolete);
    }

    [Fact]
    public void A_pause_takes_running_trials_back_to_the_queue()
    {
        var ledger = Open(Spec, 2);
        Start(ledger);
        Assert.NotNull(ledger.Pause());
        Assert.Null(ledger.Pause());
        ledger.Leave(1, StopReason.Yield);
        Assert.Equal(StopReason.Yield, ledger.Report(Report(1)).Stop);
        End(ledger, 1, AttemptOutcome.Left, sequence: 2);

        Assert.Equal(TrialState.Waiting, ledger.Open.Single().Info.State);
        Assert.Equal(0, ledger.Wanted);
        Assert.Null(ledger.EndIfOver());
        ledger.Resume();
        Assert.Equal(2, ledger.Wanted);
    }

    [Fact]
    public void Stopping_cancels_what_is_open_and_keeps_what_is_done()
    {
        var ledger = Open(Spec, 3);
        Start(ledger);
        Start(ledger);
        End(ledger, 1, AttemptOutcome.Completed, points: [new("accuracy", 1, 0.5)]);

        var change = ledger.Stop(ExperimentState.Stopped, "stopped by a user")!;

        Assert.Equal([2], change.Trials.Select(trial => trial.Info.Number));
        Assert.Equal((ExperimentState.Stopped, "stopped by a user"), (ledger.Info.State, ledger.Info.Reason));
        Assert.Equal(1, ledger.Info.BestTrial);
        Assert.Null(ledger.Stop(ExperimentState.Stopped, null));
        Assert.Throws<InvalidOperationException>(() => ledger.Resume());
        Assert.Equal(StopReason.Superseded, ledger.Report(Report(2)).Stop);
    }

    [Fact]
    public void Too_many_failures_end_the_experiment_with_a_reason()
    {
        var ledger = Open(Spec with { Limits = new LimitSpec { Failures = 1 } }, 3);
        Start(ledger);
        Start(ledger);
        End(ledger, 1, AttemptOutcome.Failed, "no data");

        Assert.NotNull(ledger.EndIfOver());
        Assert.Equal(ExperimentState.Failed, ledger.Info.State);
        Assert.Equal("1 trial failed, and limits.failures is 1", ledger.Info.Reason);
        Assert.Equal(1, ledger.Info.Counts[TrialState.Cancelled]);
    }

    [Fact]
    public void A_search_that_finds_nothing_more_ends_the_experiment_with_its_words_once_all_is_done()
    {
        var ledger = new ExperimentLedger(new ExperimentSnapshot(1, Info(Spec), 0, [], []), new ScriptedSearch(3) { FailsAt = 2 }, TimeProvider.System);
        Start(ledger);
        Assert.Null(ledger.Start("silo", "cpu:1"));
        Assert.Null(ledger.EndIfOver());
        End(ledger, 1, AttemptOutcome.Completed);

        Assert.NotNull(ledger.EndIfOver());
        Assert.Equal((ExperimentState.Failed, "nothing meets the constraints"), (ledger.Info.State, ledger.Info.Reason));
    }

    [Fact]
    public void A_new_ledger_goes_on_where_the_store_left_off()
    {
        var running = new TrialRecord(new TrialInfo
        {
            Number = 3,
            State = TrialState.Waiting,
            Attempt = 1,
            Parameters = JsonSerializer.SerializeToElement(new { lr = 3 }),
            Choices = new Dictionary<string, JsonElement>(),
        });
        var info = Info(Spec) with { Counts = new Dictionary<TrialState, int> { [TrialState.Completed] = 2, [TrialState.Waiting] = 1 }, LastEvent = 9 };
        var search = new ScriptedSearch(4);

        var ledger = new ExperimentLedger(new ExperimentSnapshot(7, info, 3, [running], [new(2, [0.4]), new(1, [0.8])]), search, TimeProvider.System);

        Assert.Equal([(2, 0.4), (1, 0.8)], search.Observed);
        Assert.Equal(2, ledger.Wanted);
        var (trial, change) = ledger.Start("silo", "cpu:0")!.Value;
        Assert.Equal((3, 2), (trial.Info.Number, trial.Info.Attempt));
        Assert.Equal((7, 10L), (change.Epoch, change.Events.Single().Sequence));
        Assert.Equal(4, Start(ledger).Number);
        Assert.Equal(1, ledger.Info.BestTrial);
    }

    [Fact]
    public void A_trial_that_no_silo_took_waits_a_moment_and_its_log_says_why()
    {
        var clock = new ManualClock();
        var ledger = Open(Spec, 1, clock);
        Start(ledger);

        var change = ledger.Refuse(1, 1, "the slot is taken", isHopeless: false)!;

        Assert.Equal("not started: the slot is taken", Assert.IsType<TrialLogged>(change.Events[0]).Message);
        Assert.Equal(("refused", "the slot is taken"), (change.Attempts[0].End, change.Attempts[0].Error));
        Assert.Equal((TrialState.Waiting, 0), (change.Trials[0].Info.State, change.Trials[0].Failures));
        Assert.Equal(0, ledger.Wanted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Start(ledger).Attempt);
        Assert.Null(ledger.Refuse(1, 1, "late", isHopeless: false));
    }

    [Fact]
    public void A_trial_that_no_silo_will_ever_take_has_failed()
    {
        var ledger = Open(Spec with { Limits = new LimitSpec { Retries = 5 } }, 1);
        Start(ledger);

        var change = ledger.Refuse(1, 1, "no silo knows the job", isHopeless: true)!;

        Assert.Equal((TrialState.Failed, "no silo knows the job"), (change.Trials[0].Info.State, change.Trials[0].Info.Error));
        Assert.NotNull(ledger.EndIfOver());
    }

    [Fact]
    public void Why_it_waits_is_told_once_and_taken_back()
    {
        var ledger = Open(Spec, 1);
        Assert.Null(ledger.Wait(null));

        var told = ledger.Wait("no silo has a cuda device");
        Assert.Equal((ExperimentState.Running, "waiting: no silo has a cuda device"), Assert.IsType<ExperimentChanged>(told!.Events.Single()) is var e ? (e.State, e.Reason) : default);
        Assert.Null(ledger.Wait("no silo has a cuda device"));
        Assert.Equal("waiting: no silo has a cuda device", ledger.Info.Reason);

        Assert.NotNull(ledger.Wait(null));
        Assert.Null(ledger.Info.Reason);
        ledger.Configure(new ResourceSpec { Parallel = 2 });
        Assert.Null(ledger.Wait(null));
        Assert.NotNull(ledger.Info.Reason);
    }

    [Fact]
    public void A_pause_that_a_former_coordinator_stored_is_told_to_whoever_still_runs()
    {
        var former = Open(Spec, 1);
        Start(former);
        former.Pause();
        var ledger = new ExperimentLedger(new ExperimentSnapshot(2, former.Info, 1, [.. former.Open], []), new ScriptedSearch(1), TimeProvider.System);

        Assert.Equal(StopReason.Yield, ledger.Report(Report(1)).Stop);
        Assert.Equal(TrialState.Waiting, End(ledger, 1, AttemptOutcome.Left, sequence: 2).Trials[0].Info.State);
    }

    [Fact]
    public void Adjustments_are_told_until_the_attempt_says_that_it_took_them()
    {
        var ledger = Open(Spec, 1);
        Start(ledger);
        Assert.Empty(ledger.Adjusting(1));
        ledger.Adjust(1, "optimizer.lr", JsonSerializer.SerializeToElement(1));
        ledger.Adjust(1, "optimizer.lr", JsonSerializer.SerializeToElement(2));
        Assert.Equal([1, 2], ledger.Adjusting(1).Select(adjustment => adjustment.Value.GetInt32()));

        var first = ledger.Adjusting(1)[0] with { Step = 3 };
        ledger.Report(Report(1) with { Adjusted = [first] });
        Assert.Equal([3L, null], ledger.Adjusting(1).Select(adjustment => adjustment.Step));
        ledger.Report(Report(1, sequence: 2) with { Adjusted = [ledger.Adjusting(1)[1] with { Step = 4 }] });
        Assert.Empty(ledger.Adjusting(1));
    }

    [Fact]
    public void A_report_that_a_former_coordinator_noted_already_does_not_confirm_a_newer_adjustment()
    {
        var former = Open(Spec, 1);
        Start(former);
        former.Adjust(1, "lr", JsonSerializer.SerializeToElement(1));
        var report = Report(1) with { Adjusted = [former.Adjusting(1)[0] with { Step = 3 }] };
        former.Report(report);
        var ledger = new ExperimentLedger(new ExperimentSnapshot(2, former.Info, 1, [.. former.Open], []), new ScriptedSearch(1), TimeProvider.System);
        ledger.Adjust(1, "lr", JsonSerializer.SerializeToElement(2));
        ledger.Report(report);

        Assert.Equal([(1, 3L), (2, (long?)null)], ledger.Adjusting(1).Select(adjustment => (adjustment.Value.GetInt32(), adjustment.Step)));
    }

    private static ExperimentLedger Open(ExperimentSpec spec, int trials, TimeProvider? clock = null) =>
        new(new ExperimentSnapshot(1, Info(spec), 0, [], []), new ScriptedSearch(trials), clock ?? TimeProvider.System);

    private static ExperimentInfo Info(ExperimentSpec spec) => new()
    {
        Id = "test-abcdef",
        Spec = spec,
        State = ExperimentState.Running,
        Created = DateTimeOffset.UnixEpoch,
        Counts = new Dictionary<TrialState, int>(),
    };

    private static TrialInfo Start(ExperimentLedger ledger) => ledger.Start("silo", "cpu:0")!.Value.Trial.Info;

    private static ExperimentChange End(
        ExperimentLedger ledger, int trial, AttemptOutcome outcome, string? error = null, int attempt = 1, long sequence = 1, IReadOnlyList<MetricPoint>? points = null) =>
        ledger.Report(Report(trial, attempt, sequence, points) with { End = new AttemptEnd(outcome, error) }).Change!;

    private static TrialReport Report(int trial, int attempt = 1, long sequence = 1, IReadOnlyList<MetricPoint>? points = null) =>
        new() { Trial = trial, Attempt = attempt, Sequence = sequence, Points = points ?? [] };
}
