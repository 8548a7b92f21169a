using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Storage;
using ActorTraining.StoreHost;

namespace ActorTraining.Grains.Tests.Storage;

/// <content>Deleting, and what the store knows of blobs.</content>
public abstract partial class StoreConformance
{
    private static readonly string[] Tables = ["trials", "attempts", "metrics", "artifacts", "events"];

    [Fact]
    public async Task A_deleted_experiment_is_gone_from_everywhere_and_the_others_are_untouched()
    {
        await WriteOfEverything("a");
        await WriteOfEverything("b");
        await EndAsync("a");

        await Store.DeleteAsync("a", Cancel);

        await Assert.ThrowsAsync<UnknownExperimentException>(() => Store.GetAsync("a", Cancel));
        await Assert.ThrowsAsync<UnknownExperimentException>(() => Store.TakeOverAsync("a", Cancel));
        await Assert.ThrowsAsync<UnknownExperimentException>(() => Store.DeleteAsync("a", Cancel));
        Assert.Equal(["b"], (await Store.ListAsync(new ExperimentQuery(), Cancel)).Items.Select(info => info.Id));
        Assert.All(Tables, table => Assert.Equal(1, CountOf(table)));
        Assert.Single((await Store.TrialsAsync("b", new TrialQuery(), Cancel)).Items);
    }

    [Theory]
    [InlineData(ExperimentState.Running)]
    [InlineData(ExperimentState.Paused)]
    public async Task An_experiment_that_has_not_ended_is_not_deleted(ExperimentState state)
    {
        var taken = await Begin();
        await Store.WriteAsync(Change(taken with { Info = taken.Info with { State = state } }));

        Assert.Contains("stop it", (await Assert.ThrowsAsync<InvalidOperationException>(() => Store.DeleteAsync("a", Cancel))).Message);
        await Store.WriteAsync(Change(taken));
    }

    [Fact]
    public async Task A_coordinator_whose_experiment_was_deleted_is_refused()
    {
        var taken = await Begin();
        await Store.WriteAsync(Change(taken with { Info = taken.Info with { State = ExperimentState.Stopped, Ended = Noon } }));
        await Store.DeleteAsync("a", Cancel);

        await Assert.ThrowsAsync<StaleEpochException>(() => Store.WriteAsync(Change(taken)));
        await Store.CreateAsync("a", Spec, Noon, Cancel);
        await Assert.ThrowsAsync<StaleEpochException>(() => Store.WriteAsync(Change(taken)));
    }

    [Fact]
    public async Task Very_many_rows_are_deleted_while_others_go_on_writing()
    {
        var taken = await Begin();
        await Store.WriteAsync(Change(taken, points: [.. Enumerable.Range(1, 20_000).Select(step => (1, new MetricPoint("m", step, step)))]));
        await EndAsync("a");
        await Store.CreateAsync("b", Spec, Noon, Cancel);
        var other = await Store.TakeOverAsync("b", Cancel);

        var deleting = Store.DeleteAsync("a", Cancel);
        for (var i = 1; !deleting.IsCompleted || i < 10; i++)
        {
            await Store.WriteAsync(Change(other, [Trial(i)]));
        }

        await deleting;
        Assert.Equal(0, CountOf("metrics"));
    }

    [Fact]
    public async Task A_deletion_that_was_cut_short_is_finished_at_the_next_start()
    {
        await WriteOfEverything("a");
        await EndAsync("a");
        using (var writer = ((RelationalStore)Store).OpenWriter())
        {
            writer.Begin();
            Assert.NotNull(Deletion.Hide(writer, "a", inDoubt: false));
            writer.Commit();
        }

        await Assert.ThrowsAsync<UnknownExperimentException>(() => Store.TrialsAsync("a", new TrialQuery(), Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CreateAsync("a", Spec, Noon, Cancel));
        Assert.All(Tables, table => Assert.Equal(1, CountOf(table)));

        await Store.DisposeAsync();
        Store = await OpenAgainAsync();

        Assert.All((string[])[.. Tables, "experiments"], table => Assert.Equal(0, CountOf(table)));
    }

    [Fact]
    public async Task The_store_knows_which_blobs_are_referred_to()
    {
        await WriteOfEverything("a");
        await WriteOfEverything("b");

        Assert.Equal(["sha-a"], await Store.ReferencedArtifactsAsync(["sha-a", "sha-x"], Cancel));
        Assert.Equal(["c/a/1", "c/a/2"], (await Store.ReferencedCheckpointsAsync("a", Cancel)).Order());
        Assert.Empty(await Store.ReferencedCheckpointsAsync("x", Cancel));

        await EndAsync("a");
        await Store.DeleteAsync("a", Cancel);
        Assert.Equal(["sha-b"], await Store.ReferencedArtifactsAsync(["sha-a", "sha-b"], Cancel));
        Assert.Empty(await Store.ReferencedCheckpointsAsync("a", Cancel));
    }

    [Fact]
    public async Task The_oldest_running_trial_is_found_among_all_experiments()
    {
        Assert.Null(await Store.OldestRunningAsync(Cancel));
        var a = await Begin();
        await Store.CreateAsync("b", Spec, Noon, Cancel);
        var b = await Store.TakeOverAsync("b", Cancel);
        await Store.WriteAsync(Change(a, [Running(1, Noon.AddHours(2)), Running(2, Noon.AddHours(3))]));
        await Store.WriteAsync(Change(b, [Running(1, Noon.AddHours(1)), Trial(2) with { Info = Trial(2).Info with { Started = Noon } }]));
        Assert.Equal(Noon.AddHours(1), await Store.OldestRunningAsync(Cancel));

        await EndAsync("b");
        Assert.Equal(Noon.AddHours(2), await Store.OldestRunningAsync(Cancel));
    }

    private static TrialRecord Running(int number, DateTimeOffset started) => Trial(number) with { Info = Trial(number).Info with { State = TrialState.Running, Started = started } };

    private async Task WriteOfEverything(string experiment)
    {
        await Store.CreateAsync(experiment, Spec, Noon, Cancel);
        var taken = await Store.TakeOverAsync(experiment, Cancel);
        var trial = Trial(1) with { Checkpoints = [new CheckpointReference(2, $"c/{experiment}/2", "ab"), new CheckpointReference(1, $"c/{experiment}/1", "cd")] };
        await Store.WriteAsync(Change(taken, [trial], [(1, new("loss", 1, 3))], [new(1, "w.npz", "application/zip", 10, $"sha-{experiment}")], [Moved(1, trial.Info)]) with
        {
            Attempts = [new AttemptInfo(1, 1, "s", "cpu:0", 0, Noon, null, null, null)],
        });
    }

    private async Task EndAsync(string experiment)
    {
        var taken = await Store.TakeOverAsync(experiment, Cancel);
        await Store.WriteAsync(Change(taken with { Info = taken.Info with { State = ExperimentState.Stopped, Ended = Noon } }));
    }

    private long CountOf(string table)
    {
        using var reader = ((RelationalStore)Store).OpenReader();
        return (long)reader.Scalar($"SELECT count(*) FROM {table}")!;
    }
}
