using ActorTraining.Experiments;
using ActorTraining.Grains.Tests.Postgres;

namespace ActorTraining.Cluster.Tests;

/// <summary>Population-based training over several real silos: generations are the same wherever trials run, and whatever dies meanwhile.</summary>
public sealed class PopulationTests(SharedPostgres postgres, LonePopulation lone, ITestOutputHelper output) : IClassFixture<LonePopulation>
{
    [Fact]
    public async Task Trials_go_on_from_checkpoints_of_other_silos_and_it_makes_no_difference_how_many_there_are()
    {
        await using var cluster = await TestCluster.StartAsync(postgres);
        var run = await PopulationRun.EndAsync(cluster, await PopulationRun.SubmitAsync(cluster));

        Assert.Equal(["s0", "s1", "s2"], run.Attempts.SelectMany(attempts => attempts).Select(attempt => attempt.Silo).Distinct().Order());
        Assert.Equal(PopulationRun.Generations * PopulationRun.Size / 2, run.Copies.Count());
        var crossed = run.Copies.Count(copy => run.WrittenOn(copy.Source!.Value, copy.Step) != run.WentOnOn(copy.Trial, copy.Step));
        output.WriteLine($"{crossed} of {run.Copies.Count()} copies went on on another silo than the one that had written the checkpoint");
        Assert.NotEqual(0, crossed);

        // At the end of every generation all of them leave their slots.
        Assert.All(run.Trials, trial => Assert.Equal([0L, 5, 10, 15, 20], run.Attempts[trial.Number].Select(attempt => attempt.From).Distinct()));
        Assert.Equal((await lone.RunAsync()).Outcome, run.Outcome);
    }

    [Fact]
    public async Task A_copy_takes_the_rate_of_its_source_times_a_factor_within_the_space_and_trains_with_it()
    {
        var run = await lone.RunAsync();

        Assert.All(run.Copies, copy =>
        {
            var change = Assert.Single(copy.Changes);
            var (before, after) = (run.RateAt(copy.Source!.Value, copy.Step), change.Value.GetDouble());
            Assert.Equal(("optimizer.lr", copy.Step + 1), (change.Path, change.Step));
            Assert.InRange(after, Math.Max(PopulationRun.Lowest, before / PopulationRun.Factor * 0.99999), Math.Min(PopulationRun.Highest, before * PopulationRun.Factor * 1.00001));
            Assert.True(before != after || after is PopulationRun.Lowest or PopulationRun.Highest);
        });
        Assert.All(run.Trials, trial => Assert.Equal(
            run.Copies.Where(copy => copy.Trial == trial.Number).SelectMany(copy => copy.Changes).Select(change => $"{change}"),
            trial.Adjustments.Select(change => $"{change}")));
        Assert.All(run.Trials.Where(trial => trial.Adjustments.Count > 0), trial => Assert.Equal(trial.Adjustments[^1].Value.GetDouble(), trial.Metrics["lr"]));
    }

    [Fact]
    public async Task Silos_that_are_killed_in_the_middle_of_a_generation_change_nothing()
    {
        await using var cluster = await TestCluster.StartAsync(postgres);
        var experiment = await PopulationRun.SubmitAsync(cluster);

        // One of the others, then the one that is in charge, where there is one.
        await KillWithinAsync(cluster, experiment, silo: 1, generation: 2);
        await KillWithinAsync(cluster, experiment, silo: 0, generation: 2);
        await cluster.StartAsync(0);
        var run = await PopulationRun.EndAsync(cluster, experiment);

        var lost = run.Attempts.SelectMany(attempts => attempts).Where(attempt => attempt.End == "lost").ToList();
        output.WriteLine($"lost: {string.Join(", ", lost.Select(attempt => $"attempt {attempt.Attempt} of trial {attempt.Trial} on {attempt.Silo}"))}");
        Assert.Equal(["s0", "s1"], lost.Select(attempt => attempt.Silo).Distinct().Order());
        Assert.Equal((await lone.RunAsync()).Outcome, run.Outcome);
    }

    // It is stopped first, so that it is still in the middle of a generation when it dies.
    private static async Task KillWithinAsync(TestCluster cluster, string experiment, int silo, int generation)
    {
        while (true)
        {
            if (await IsWithinAsync())
            {
                cluster.Silo(silo).Freeze();
                if (await IsWithinAsync())
                {
                    cluster.Silo(silo).KillHard();
                    return;
                }

                cluster.Silo(silo).Thaw();
            }

            // How far a trial is, nothing but its progress tells.
            await Task.Delay(10, cluster.Patience);
        }

        async Task<bool> IsWithinAsync()
        {
            var trials = await cluster.TrialsAsync(experiment);
            Assert.False(trials.Any(trial => trial.State == TrialState.Completed), $"{TestCluster.Name(silo)} was not met in the middle of a generation");
            return trials.Any(trial => trial.State == TrialState.Running && trial.Silo == TestCluster.Name(silo)
                && trial.Step >= (generation - 1) * PopulationRun.Generation && trial.Step % PopulationRun.Generation is > 0.5 and < PopulationRun.Generation - 1.5);
        }
    }
}
