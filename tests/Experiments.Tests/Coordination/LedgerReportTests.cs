using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using static ActorTraining.Experiments.Tests.Coordination.Ledgers;

namespace ActorTraining.Experiments.Tests.Coordination;

/// <summary>What attempts report.</summary>
public sealed class LedgerReportTests
{
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
    public void A_report_without_a_number_counts_whenever_it_comes_and_takes_no_number_of_another_one()
    {
        var ledger = Open(Spec, 1);
        Start(ledger);
        foreach (var sequence in new[] { 0, 1, 0, 0, 2, 0 })
        {
            Assert.NotNull(ledger.Report(Report(1, sequence: sequence) with { Seconds = 1 }).Change);
        }

        Assert.Equal(6, ledger.Open.Single().Info.Seconds);
    }

    [Fact]
    public void The_numbers_of_an_attempt_begin_anew()
    {
        var ledger = Open(Spec, 1);
        Start(ledger);
        ledger.Report(Report(1, sequence: 9));
        ledger.Requeue(1, 1);
        Start(ledger);

        Assert.NotNull(ledger.Report(Report(1, attempt: 2)).Change);
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
}
