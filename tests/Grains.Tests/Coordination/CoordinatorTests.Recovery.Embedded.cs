using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using Orleans.Runtime;

namespace ActorTraining.Grains.Tests.Coordination;

/// <content>Attempts that are silent, and coordinators that take over.</content>
public sealed partial class CoordinatorTests
{
    [Fact]
    public async Task After_a_takeover_a_trial_of_a_silo_that_is_known_is_asked_at_once_and_goes_on()
    {
        await TakeOver(OnA, Script.Silos(false, ["a"]), _ => OnA);
        await Until(() => _script.Requests.Any(request => request.Held.Count == 1), step: 0);

        Assert.Equal([$"{_experiment}/1/1"], _script.Asked.Select(asked => asked.Key));
        Assert.Equal(OnA.Id, _script.Requests.Last().Held[0].Id);
        Assert.Equal((TrialState.Running, 1), ((await Trial()).State, (await Trial()).Attempt));
    }

    [Fact]
    public async Task After_a_takeover_a_trial_of_the_own_silo_is_asked_at_once()
    {
        await TakeOver(OnA with { Silo = "head" }, Script.Silos(false, []), _ => null);
        await Until(() => !_script.Requests.IsEmpty, step: 0);

        Assert.Single(_script.Asked);
        Assert.Equal(TrialState.Waiting, (await Trial()).State);
    }

    [Fact]
    public async Task After_a_takeover_a_trial_of_a_silo_that_is_not_back_yet_has_three_seconds()
    {
        await TakeOver(OnA, Script.Silos(true, []), _ => OnA);
        for (var i = 0; i < 29; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            await _script.Settle(_patience.Token);
        }

        Assert.Empty(_script.Asked);
        Assert.Equal(TrialState.Running, (await Trial()).State);
        _script.Live = Script.Silos(true, ["a"]);
        await Until(() => _script.Requests.Any(request => request.Held.Count == 1));
        Assert.Equal(1, (await Trial()).Attempt);
    }

    [Fact]
    public async Task After_a_takeover_a_trial_of_a_silo_that_stays_away_starts_again_without_being_asked()
    {
        await TakeOver(OnA, Script.Silos(false, []), _ => OnA);
        await Until(() => _time.GetTimestamp() > TimeSpan.FromSeconds(10).Ticks, step: 1);
        Assert.Equal(TrialState.Running, (await Trial()).State);

        _script.Live = Script.Silos(true, ["b"]);
        Grant(OnB);
        await Until(() => !_script.Starts.IsEmpty);
        Assert.Empty(_script.Asked);
        Assert.Equal(2, _script.Starts.Single().Assignment.Attempt);
    }

    [Fact]
    public async Task A_trial_that_cannot_answer_now_is_asked_again_and_goes_on()
    {
        await StartSilent();
        var failures = 4;
        _script.OnRunsUnder = _ => failures-- > 0 ? throw new OrleansException("the connection ended before the answer came") : OnA;
        await Until(() => _script.Asked.Count == 5);
        await Until(() => _script.Requests.Last().Held.Count == 1);

        Assert.Equal((TrialState.Running, 1), ((await Trial()).State, (await Trial()).Attempt));
        Assert.Single(_script.Starts);
    }

    [Fact]
    public async Task A_trial_that_never_answers_starts_again_in_the_end()
    {
        await StartSilent();
        _script.OnRunsUnder = _ => throw new TimeoutException("no answer");
        Grant(OnB);
        await Until(() => _script.Starts.Count == 2);

        Assert.Equal(5, _script.Asked.Count);
        Assert.Equal("lost", (await _store.AttemptsAsync(_experiment, 1, _patience.Token))[0].End);
    }

    [Fact]
    public async Task A_trial_whose_silo_is_gone_from_the_cluster_starts_again_at_once()
    {
        await StartSilent();
        _script.OnRunsUnder = key => throw new SiloUnavailableException(
            $"trial/{key} has its slot on silo {SiloAddress.FromParsableString(OnA.Address)}, which is not in the cluster or is about to leave it");
        Grant(OnB);
        await Until(() => _script.Starts.Count == 2);

        Assert.Single(_script.Asked);
    }

    [Fact]
    public async Task A_pause_outlives_the_coordinator_that_could_not_tell_it_any_more()
    {
        Grant(OnA);
        await SubmitAsync();
        await Until(() => _script.Starts.Count == 1);
        await Coordinator.Pause();
        await CloseAsync();
        _script = new Script { Live = Script.Silos(true, ["a"]), OnRunsUnder = _ => OnA };
        await OpenAsync();

        Assert.Equal(StopReason.Yield, (await Coordinator.Report(new TrialReport { Trial = 1, Attempt = 1, Sequence = 7 })).Stop);
        await Coordinator.Resume();
        Assert.Null((await Coordinator.Report(new TrialReport { Trial = 1, Attempt = 1, Sequence = 8 })).Stop);
    }

    [Fact]
    public async Task What_a_former_coordinator_could_not_take_back_leaves_after_the_takeover()
    {
        Grant(OnA, OnB);
        await SubmitAsync(trials: 2);
        await Until(() => _script.Starts.Count == 2);
        await Coordinator.Configure(new ResourceSpec { Parallel = 1 });
        await CloseAsync();
        _script = new Script { Live = Script.Silos(true, ["a", "b"]), OnRunsUnder = key => key.EndsWith("/1/1", StringComparison.Ordinal) ? OnA : OnB };
        await OpenAsync();
        await Coordinator.Start();
        await Until(() => !_script.Leaving.IsEmpty);

        Assert.Equal([($"{_experiment}/2/1", StopReason.Yield)], _script.Leaving);
    }

    [Fact]
    public async Task An_adjustment_is_told_with_every_answer_until_it_is_taken()
    {
        await TakeOver(OnA, Script.Silos(false, []), _ => OnA);

        // Where the attempt runs is not known yet, so nobody is called.
        await Coordinator.Adjust(1, "lr", JsonSerializer.SerializeToElement(2));
        Assert.Empty(_script.Adjusting);
        var answer = await Coordinator.Report(new TrialReport { Trial = 1, Attempt = 1, Sequence = 1 });
        Assert.Equal(["lr"], answer.Adjustments.Select(adjustment => adjustment.Path));

        answer = await Coordinator.Report(new TrialReport { Trial = 1, Attempt = 1, Sequence = 2, Adjusted = [answer.Adjustments[0] with { Step = 4 }] });
        Assert.Empty(answer.Adjustments);
        Assert.Equal([4L], (await Trial()).Adjustments.Select(adjustment => adjustment.Step));
    }

    [Fact]
    public async Task A_trial_whose_silo_is_unknown_is_asked_to_leave_by_the_answer_to_its_report()
    {
        await TakeOver(OnA, Script.Silos(false, []), _ => OnA);
        await Coordinator.CancelTrial(1);

        Assert.Empty(_script.Leaving);
        Assert.Equal(StopReason.Superseded, (await Coordinator.Report(new TrialReport { Trial = 1, Attempt = 1, Sequence = 1 })).Stop);
    }

    // An attempt was started on the first silo and says nothing.
    private async Task StartSilent()
    {
        Grant(OnA);
        await SubmitAsync();
        await Until(() => _script.Starts.Count == 1);
    }
}
