using System.Diagnostics;
using ActorTraining.Experiments;
using ActorTraining.Grains.Tests.Postgres;

namespace ActorTraining.Cluster.Tests;

/// <summary>Three real silos that are really killed while trials run on them.</summary>
public sealed class KilledSiloTests(SharedPostgres postgres, ITestOutputHelper output)
{
    [Fact]
    public async Task Trials_run_on_the_slots_of_all_silos_and_never_two_on_one()
    {
        await using var cluster = await TestCluster.StartAsync(postgres);
        var experiment = await cluster.SubmitAsync(trials: 18, seconds: 1, steps: 4);

        var trials = await cluster.EndAsync(experiment, 18);

        Assert.Equal(["s0", "s1", "s2"], trials.Select(trial => trial.Silo!).Distinct().Order());
        Assert.All(trials, trial => Assert.Equal(1, trial.Attempt));
        foreach (var slot in trials.GroupBy(trial => (trial.Silo, trial.Slot)))
        {
            var inTurn = slot.OrderBy(trial => trial.Started).ToList();

            // A silo tells that a slot is free before its trial's end has been stored, which takes as long as the store does: of the times in the books, those of the beginnings tell.
            Assert.All(inTurn.Zip(inTurn.Skip(1)), pair => Assert.True(
                (pair.Second.Started - pair.First.Started)!.Value.TotalSeconds > pair.First.Parameters.GetProperty("seconds").GetDouble() - 0.05, $"{slot.Key} ran two trials at once"));
        }
    }

    [Fact]
    public async Task Trials_of_a_killed_silo_go_on_elsewhere_from_their_checkpoints()
    {
        await using var cluster = await TestCluster.StartAsync(postgres, slots: 4);
        var experiment = await cluster.SubmitAsync(trials: 8, seconds: 12, steps: 48);
        var (silo, lost) = await cluster.BusiestAsync(experiment);

        var killed = Stopwatch.GetTimestamp();
        cluster.Silo(silo).KillHard();
        foreach (var trial in lost)
        {
            var next = await cluster.NextAttemptAsync(experiment, trial);
            output.WriteLine($"trial {trial.Number} moves again {Stopwatch.GetElapsedTime(killed).TotalSeconds:0.0} s after its silo was killed");
            Assert.NotEqual(TestCluster.Name(silo), next.Silo);
            Assert.InRange(next.From, 2, 48);
        }

        await cluster.EndAsync(experiment, 8);
    }

    [Fact]
    public async Task Each_silo_may_be_killed_in_its_turn_whatever_it_was_in_charge_of()
    {
        await using var cluster = await TestCluster.StartAsync(postgres);
        var experiment = await cluster.SubmitAsync(trials: 12, seconds: 8, steps: 32);
        for (var silo = 0; silo < cluster.Count; silo++)
        {
            var lost = await cluster.RunningOnAsync(experiment, silo);
            cluster.Silo(silo).KillHard();
            if (!TestCluster.IsReplaceable(silo))
            {
                await cluster.StartAsync(silo);
            }

            await cluster.NextAttemptAsync(experiment, lost[0]);
            if (TestCluster.IsReplaceable(silo))
            {
                await cluster.StartAsync(silo);
            }

            await cluster.WaitForSilosAsync(3);
        }

        await cluster.EndAsync(experiment, 12);
    }

    [Fact]
    public async Task Two_of_three_silos_may_be_killed_at_once()
    {
        await using var cluster = await TestCluster.StartAsync(postgres);
        var experiment = await cluster.SubmitAsync(trials: 6, seconds: 4, steps: 16);
        var first = await cluster.RunningOnAsync(experiment, silo: 1);
        await cluster.RunningOnAsync(experiment, silo: 2);

        cluster.Silo(1).KillHard();
        cluster.Silo(2).KillHard();

        await cluster.NextAttemptAsync(experiment, first[0]);
        Assert.All(await cluster.EndAsync(experiment, 6), trial => Assert.Equal("s0", trial.Silo));
    }

    [Fact]
    public async Task All_silos_may_be_killed_and_started_again()
    {
        await using var cluster = await TestCluster.StartAsync(postgres);
        var experiment = await cluster.SubmitAsync(trials: 9, seconds: 4, steps: 16);
        await cluster.RunningOnAsync(experiment, silo: 2);

        for (var silo = 0; silo < cluster.Count; silo++)
        {
            cluster.Silo(silo).KillHard();
        }

        for (var silo = 0; silo < cluster.Count; silo++)
        {
            await cluster.StartAsync(silo);
        }

        await cluster.EndAsync(experiment, 9);
    }

    [Fact]
    public async Task A_silo_that_is_asked_to_stop_hands_its_trials_over_and_loses_no_step()
    {
        await using var cluster = await TestCluster.StartAsync(postgres);
        var experiment = await cluster.SubmitAsync(trials: 6, seconds: 5, steps: 20);
        var moved = await cluster.RunningOnAsync(experiment, silo: 2, atLeast: 2);

        cluster.Silo(2).Terminate();

        Assert.Equal(0, await cluster.Silo(2).EndAsync());
        await cluster.EndAsync(experiment, 6);
        foreach (var trial in moved)
        {
            var attempts = await cluster.Experiments.AttemptsAsync(experiment, trial.Number, cluster.Patience);
            Assert.Equal("left", attempts[0].End);
            Assert.True(attempts[1].From >= trial.Step, $"trial {trial.Number} was at step {trial.Step} and went on from {attempts[1].From}");
        }
    }

    [Fact]
    public async Task A_silo_that_was_silent_for_a_while_comes_back_and_nothing_counts_twice()
    {
        await using var cluster = await TestCluster.StartAsync(postgres);
        var experiment = await cluster.SubmitAsync(trials: 8, seconds: 5, steps: 20);
        var lost = await cluster.RunningOnAsync(experiment, silo: 2);

        cluster.Silo(2).Freeze();
        await cluster.NextAttemptAsync(experiment, lost[0]);
        cluster.Silo(2).Thaw();

        await cluster.EndAsync(experiment, 8);
    }

    [Fact]
    public async Task Trials_go_on_while_whoever_coordinates_them_is_away()
    {
        await using var cluster = await TestCluster.StartAsync(postgres);
        var experiment = await cluster.SubmitAsync(trials: 6, seconds: 8, steps: 32);
        var running = await cluster.RunningOnAsync(experiment, silo: 2, atLeast: 2);

        cluster.Silo(0).KillHard();
        await cluster.StartAsync(0);

        var trials = await cluster.EndAsync(experiment, 6);
        Assert.All(running, before => Assert.Equal(1, trials.Single(trial => trial.Number == before.Number).Attempt));
    }
}
