using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Coordination;

/// <content>Trials that are stopped early, or wait at a rung.</content>
public sealed partial class CoordinatorTests
{
    private static Lease[] Leases(int count) => [.. Enumerable.Range(1, count).Select(i => new Lease(Guid.NewGuid(), "a", "127.0.0.1:1@1", [$"cpu:{i}"]))];

    [Fact]
    public async Task A_trial_that_is_stopped_early_ends_in_the_store_before_it_hears_of_it()
    {
        Grant(OnA);
        await SubmitAsync(scheduler: new SchedulerSpec { Rule = "threshold", Value = 0.5 });
        await Until(() => _script.Starts.Count == 1);

        var answer = await Coordinator.Report(At(1, step: 1, value: 0.25, sequence: 1));
        var stored = await Trial();

        Assert.Equal(StopReason.Prune, answer.Stop);
        Assert.Equal((TrialState.Pruned, 1.0, "threshold: step 1, value 0.25 is worse than 0.5"), (stored.State, stored.Step, stored.Error));
        Assert.Equal(1, (await Ended()).Counts[TrialState.Pruned]);

        // What the attempt did until it left counts no more.
        Assert.Equal(StopReason.Superseded, (await Coordinator.Report(At(1, step: 2, value: 9, sequence: 2) with { End = new AttemptEnd(AttemptOutcome.Left) })).Stop);
        Assert.Equal(0.25, (await Trial()).Objective);
    }

    [Fact]
    public async Task Trials_at_a_rung_leave_their_slots_and_the_best_goes_on_also_under_the_next_coordinator()
    {
        Grant(Leases(3));
        await SubmitAsync(3, new SchedulerSpec { Rule = "successive-halving" });
        await Until(() => _script.Starts.Count == 3);
        Assert.All(_script.Starts, start => Assert.Equal((1L, "value"), (start.Assignment.Until, start.Assignment.Measured.Single())));

        Assert.Equal(StopReason.Yield, (await Coordinator.Report(At(1, step: 1, value: 2, sequence: 1))).Stop);
        Assert.Equal(StopReason.Yield, (await Coordinator.Report(At(2, step: 1, value: 3, sequence: 1))).Stop);
        await Coordinator.Report(At(1, step: 1, value: null, sequence: 2) with { End = new AttemptEnd(AttemptOutcome.Left) });
        await Coordinator.Report(At(2, step: 1, value: null, sequence: 2) with { End = new AttemptEnd(AttemptOutcome.Left) });

        // Both have left and wait with their checkpoints; nobody wants a slot. Then the coordinator dies.
        await CloseAsync();
        _script = new Script { Live = Script.Silos(true, ["a"]), OnRunsUnder = key => key.EndsWith("/3/1", StringComparison.Ordinal) ? OnA : null };
        Grant(OnB);
        await OpenAsync();
        await Coordinator.Start();
        await Until(() => !_script.Requests.IsEmpty);
        Assert.All(_script.Requests, request => Assert.Equal(0, request.Wanted));

        // The last one is the worst, so the second goes on, from its checkpoint.
        Assert.Equal(StopReason.Yield, (await Coordinator.Report(At(3, step: 1, value: 1, sequence: 1))).Stop);
        await Until(() => _script.Starts.Count == 1);
        var (assignment, _, _) = _script.Starts.Single();
        Assert.Equal((2, 2, 3L, 1L), (assignment.Trial, assignment.Attempt, assignment.Until, assignment.Checkpoints[0].Step));
        await Coordinator.Report(At(3, step: 1, value: null, sequence: 2) with { End = new AttemptEnd(AttemptOutcome.Left) });

        var alone = await Coordinator.Report(At(2, step: 3, value: 5, sequence: 1) with { Attempt = 2 });
        Assert.Equal((null, 9L), (alone.Stop, alone.Until));
        await Coordinator.Report(At(2, step: 9, value: 8, sequence: 2) with { Attempt = 2, End = new AttemptEnd(AttemptOutcome.Completed) });

        Assert.Equal(new Dictionary<TrialState, int> { [TrialState.Completed] = 1, [TrialState.Pruned] = 2 }, (await Ended()).Counts.OrderBy(count => count.Key).ToDictionary());
        var trials = (await _store.TrialsAsync(_experiment, new TrialQuery(), _patience.Token)).Items;
        Assert.Equal(["successive-halving: rung 1, 2nd of 2", null, "successive-halving: rung 1, 3rd of 3"], trials.Select(trial => trial.Error));
        Assert.Equal(
            [(1, SchedulerAction.Paused), (2, SchedulerAction.Paused), (2, SchedulerAction.Promoted), (3, SchedulerAction.Paused), (2, SchedulerAction.Promoted)],
            (await _store.EventsAsync(_experiment, 0, 100, _patience.Token)).OfType<TrialScheduled>().Select(told => (told.Decision.Trial, told.Decision.Action)));
    }

    private static TrialReport At(int trial, long step, double? value, long sequence) => new()
    {
        Trial = trial,
        Attempt = 1,
        Sequence = sequence,
        Step = step,
        Steps = 9,
        Points = value is { } number ? [new MetricPoint("value", step, number)] : [],
        Checkpoints = value is null ? [] : [new CheckpointReference(step, $"checkpoints/e/{trial}/1-{step}", "")],
    };
}
