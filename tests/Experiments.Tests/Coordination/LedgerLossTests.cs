using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using static ActorTraining.Experiments.Tests.Coordination.Ledgers;

namespace ActorTraining.Experiments.Tests.Coordination;

/// <summary>Attempts that fail, are lost, or never start.</summary>
public sealed class LedgerLossTests
{
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
}
