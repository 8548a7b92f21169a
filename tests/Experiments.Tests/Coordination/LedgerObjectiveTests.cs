using System.Text.Json;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Coordination;

/// <summary>An objective that nobody reports is told of: once in a log, and as the reason for which there is no best trial.</summary>
public sealed class LedgerObjectiveTests
{
    [Fact]
    public void The_first_trial_without_it_says_what_was_probably_meant_and_the_experiment_says_so_at_its_end()
    {
        var ledger = Open();

        var first = End(ledger, 1, new("accurracy", 1, 0.5));
        var second = End(ledger, 2, new("accurracy", 1, 0.6));
        ledger.EndIfOver();

        Assert.Equal("search: the objective 'accuracy' was never reported; did you mean 'accurracy'?", Assert.Single(first.Events.OfType<TrialLogged>()).Message);
        Assert.Empty(second.Events.OfType<TrialLogged>());
        Assert.Equal((ExperimentState.Completed, "the objective 'accuracy' was never reported; did you mean 'accurracy'?"), (ledger.Info.State, ledger.Info.Reason));
    }

    [Fact]
    public void Nothing_is_said_where_a_trial_can_be_compared()
    {
        var ledger = Open();

        var first = End(ledger, 1, new("accuracy", 1, 0.5));
        End(ledger, 2, new("loss", 1, 0.6));
        ledger.EndIfOver();

        Assert.Empty(first.Events.OfType<TrialLogged>());
        Assert.Equal((ExperimentState.Completed, null), (ledger.Info.State, ledger.Info.Reason));
    }

    [Fact]
    public void Values_that_are_no_numbers_leave_nothing_to_compare_by()
    {
        var ledger = Open();

        End(ledger, 1, new("accuracy", 1, double.NaN));
        End(ledger, 2, new("accuracy", 1, double.NaN));
        ledger.EndIfOver();

        Assert.Equal("no trial has a value of 'accuracy' to compare by", ledger.Info.Reason);
    }

    [Fact]
    public void The_seconds_of_all_attempts_are_an_objective_at_the_end()
    {
        var ledger = Open(Objective.Minimize("seconds"));
        ledger.Start("silo", "cpu:0");
        ledger.Report(new() { Trial = 1, Attempt = 1, Sequence = 1, Seconds = 2, Points = [new("accuracy", 1, 0.5)] });
        Assert.Equal([null], ledger.Open.Single().Info.FurtherObjectives);
        ledger.Report(new() { Trial = 1, Attempt = 1, Sequence = 2, Seconds = 1.5, End = new AttemptEnd(AttemptOutcome.Failed, "a fault") });

        ledger.Start("silo", "cpu:0");
        var change = ledger.Report(new() { Trial = 1, Attempt = 2, Sequence = 3, Seconds = 4, End = new AttemptEnd(AttemptOutcome.Completed, null) }).Change!;

        Assert.Equal([7.5], change.Trials[0].Info.FurtherObjectives);
        Assert.Equal(7.5, change.Trials[0].Info.Metrics["seconds"]);
        Assert.Empty(change.Events.OfType<TrialLogged>());
    }

    [Fact]
    public void A_trial_that_was_cancelled_has_no_seconds_to_be_compared_by()
    {
        var ledger = Open(Objective.Minimize("seconds"));
        ledger.Start("silo", "cpu:0");
        ledger.Report(new() { Trial = 1, Attempt = 1, Sequence = 1, Seconds = 2, Points = [new("accuracy", 1, 0.5)] });
        ledger.Leave(1, StopReason.Cancel);

        var change = ledger.Report(new() { Trial = 1, Attempt = 1, Sequence = 2, Seconds = 1, End = new AttemptEnd(AttemptOutcome.Left, null) }).Change!;

        Assert.Equal(TrialState.Cancelled, change.Trials[0].Info.State);
        Assert.Equal([null], change.Trials[0].Info.FurtherObjectives);
    }

    private static ExperimentLedger Open(params Objective[] further)
    {
        var info = new ExperimentInfo
        {
            Id = "test-abcdef",
            Spec = new ExperimentSpec { Name = "test", Job = "classifier", Parameters = JsonSerializer.SerializeToElement(new { }), Objective = new Objective { Metric = "accuracy" }, FurtherObjectives = further, Limits = new LimitSpec { Retries = 1, Backoff = TimeSpan.Zero } },
            State = ExperimentState.Running,
            Created = DateTimeOffset.UnixEpoch,
            Counts = new Dictionary<TrialState, int>(),
        };
        return new(new ExperimentSnapshot(1, info, 0, [], []), new ScriptedSearch(2), TimeProvider.System);
    }

    private static ExperimentChange End(ExperimentLedger ledger, int trial, MetricPoint point)
    {
        ledger.Start("silo", "cpu:0");
        return ledger.Report(new() { Trial = trial, Attempt = 1, Sequence = 1, Points = [point], End = new AttemptEnd(AttemptOutcome.Completed, null) }).Change!;
    }
}
