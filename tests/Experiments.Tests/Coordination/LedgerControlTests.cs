using System.Text.Json;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using static ActorTraining.Experiments.Tests.Coordination.Ledgers;

namespace ActorTraining.Experiments.Tests.Coordination;

/// <summary>What users do to a running experiment.</summary>
public sealed class LedgerControlTests
{
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
}
