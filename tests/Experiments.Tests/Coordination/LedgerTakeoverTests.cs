using System.Text.Json;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using static ActorTraining.Experiments.Tests.Coordination.Ledgers;

namespace ActorTraining.Experiments.Tests.Coordination;

/// <summary>Books that a coordinator opens where another one has left them.</summary>
public sealed class LedgerTakeoverTests
{
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
    public void A_report_that_a_former_coordinator_counted_counts_once()
    {
        var former = Open(Spec, 1);
        Start(former);
        var report = Report(1) with { Log = ["hello"], Seconds = 2 };
        former.Report(report);
        var ledger = new ExperimentLedger(new ExperimentSnapshot(2, former.Info, 1, [.. former.Open], []), new ScriptedSearch(1), TimeProvider.System);

        Assert.Equal((null, null), ledger.Report(report));
        Assert.NotNull(ledger.Report(report with { Sequence = 2 }).Change);
        Assert.Equal(4, ledger.Open.Single().Info.Seconds);
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
}
