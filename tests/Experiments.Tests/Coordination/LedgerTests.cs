using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using static ActorTraining.Experiments.Tests.Coordination.Ledgers;

namespace ActorTraining.Experiments.Tests.Coordination;

/// <summary>When trials start, and when an experiment has come to its end.</summary>
public sealed class LedgerTests
{
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
}
