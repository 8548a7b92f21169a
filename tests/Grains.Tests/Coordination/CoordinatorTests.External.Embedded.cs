using ActorTraining.Experiments;
using ActorTraining.Experiments.External;

namespace ActorTraining.Grains.Tests.Coordination;

/// <content>Trials that run in scripts.</content>
public sealed partial class CoordinatorTests
{
    private static readonly TimeSpan ScriptLease = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task What_is_told_again_to_the_next_coordinator_counts_once()
    {
        await SubmitAsync(job: "external");
        await Coordinator.Ask("script", ScriptLease);
        _time.Advance(TimeSpan.FromSeconds(2));
        var told = new ToldTrial { Attempt = 1, Sequence = 1, Log = ["told"] };
        await Coordinator.Tell(1, told);

        // It was stored; its answer was lost with whoever gave it.
        await CloseAsync();
        await OpenAsync();
        await Coordinator.Start();
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Null((await Coordinator.Tell(1, told)).Stop);

        Assert.Equal((TrialState.Running, 2.0), ((await Trial()).State, (await Trial()).Seconds));
        Assert.Single((await _store.EventsAsync(_experiment, 0, 100, _patience.Token)).OfType<TrialLogged>());
    }

    [Fact]
    public async Task An_end_under_a_number_that_was_counted_already_ends_nothing_and_the_trial_is_not_forgotten()
    {
        await SubmitAsync(job: "external");
        await Coordinator.Ask("script", ScriptLease);
        await Coordinator.Tell(1, new ToldTrial { Attempt = 1, Sequence = 5 });
        await Coordinator.Tell(1, new ToldTrial { Attempt = 1, Sequence = 5, Outcome = ToldOutcome.Completed });
        Assert.Equal(TrialState.Running, (await Trial()).State);

        await Until(async () => (await Trial()).State == TrialState.Waiting, step: 1);
        Assert.Equal(2, (await Coordinator.Ask("another", ScriptLease)).Trial!.Attempt);
    }

    [Fact]
    public async Task A_trial_that_is_heard_of_while_the_end_of_another_ones_lease_is_stored_stays_where_it_is()
    {
        await SubmitAsync(trials: 2, job: "external");
        Assert.Equal(1, (await Coordinator.Ask("script", ScriptLease)).Trial!.Number);
        Assert.Equal(2, (await Coordinator.Ask("script", ScriptLease)).Trial!.Number);

        // Both leases are over. That of one is being taken back when the other one's worker is heard of.
        var (kept, heard) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Task<TellAnswer>? sign = null;
        _onWrite = change =>
        {
            if (sign is not null)
            {
                heard.TrySetResult();
            }
            else if (change.Attempts is [{ End: "lost" } lost])
            {
                kept = 3 - lost.Trial;
                sign = Coordinator.Tell(kept, new ToldTrial { Attempt = 1 });
                return heard.Task;
            }

            return Task.CompletedTask;
        };
        _time.Advance(ScriptLease + TimeSpan.FromSeconds(1));
        await Until(() => sign is not null, step: 0);
        Assert.Null((await sign!).Stop);
        for (var second = 0; second < 5; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await _script.Settle(_patience.Token);
        }

        Assert.Null((await Coordinator.Tell(kept, new ToldTrial { Attempt = 1, Outcome = ToldOutcome.Completed })).Stop);
        Assert.Equal(2, (await Coordinator.Ask("another", ScriptLease)).Trial!.Attempt);
        var trials = (await _store.TrialsAsync(_experiment, new TrialQuery(), _patience.Token)).Items;
        Assert.Equal((TrialState.Completed, 1), (trials[kept - 1].State, trials[kept - 1].Attempt));
        Assert.Equal((TrialState.Running, 2), (trials[2 - kept].State, trials[2 - kept].Attempt));
    }
}
