using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Storage;
using ActorTraining.StoreHost;

namespace ActorTraining.Grains.Tests.Storage;

/// <summary>What every experiment store has to do. A new store derives a class from this one.</summary>
public abstract partial class StoreConformance : IAsyncLifetime
{
    protected static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    protected static readonly ExperimentSpec Spec = new()
    {
        Name = "Learning rates",
        Tags = ["mnist"],
        Job = "classifier",
        Parameters = JsonSerializer.SerializeToElement(new { lr = new { grid = new[] { 0.1, 1 } } }),
        Objective = new Objective { Metric = "test.accuracy" },
        Seed = ulong.MaxValue,
    };

    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected IExperimentStore Store { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        if (Store is not null)
        {
            await Store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_created_experiment_can_be_read_back_whole()
    {
        await Store.CreateAsync("a", Spec, Noon, Cancel);

        var info = await Store.GetAsync("a", Cancel);

        Assert.Equal(("a", ExperimentState.Running, Noon, 2), (info.Id, info.State, info.Created, info.Planned));
        Assert.Equal(JsonSerializer.Serialize(Spec), JsonSerializer.Serialize(info.Spec));
        Assert.Empty(info.Counts);
    }

    [Fact]
    public async Task An_identifier_is_given_once()
    {
        await Store.CreateAsync("a", Spec, Noon, Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CreateAsync("a", Spec, Noon, Cancel));
    }

    [Fact]
    public async Task What_is_not_there_is_said_so()
    {
        await Assert.ThrowsAsync<UnknownExperimentException>(() => Store.GetAsync("x", Cancel));
        await Assert.ThrowsAsync<UnknownExperimentException>(() => Store.TakeOverAsync("x", Cancel));
        await Assert.ThrowsAsync<UnknownExperimentException>(() => Store.TrialsAsync("x", new TrialQuery(), Cancel));
        await Assert.ThrowsAsync<UnknownExperimentException>(() => Store.MetricsAsync("x", new MetricQuery(), Cancel));
    }

    [Fact]
    public async Task The_newer_coordinator_writes_and_the_older_one_is_refused()
    {
        var older = await Begin();
        var newer = await Store.TakeOverAsync("a", Cancel);
        Assert.True(newer.Epoch > older.Epoch);

        await Store.WriteAsync(Change(newer, trials: [Trial(1)], events: [Moved(1, Trial(1).Info)]));
        await Assert.ThrowsAsync<StaleEpochException>(() => Store.WriteAsync(Change(older, trials: [Trial(2)], events: [Moved(1, Trial(2).Info)])));

        Assert.Equal([1], (await Store.TrialsAsync("a", new TrialQuery(), Cancel)).Items.Select(trial => trial.Number));
    }

    [Fact]
    public async Task A_refused_write_does_not_hurt_those_beside_it()
    {
        var older = await Begin();
        var newer = await Store.TakeOverAsync("a", Cancel);

        var writes = Enumerable.Range(1, 50).Select(i => i % 2 == 0
            ? Store.WriteAsync(Change(newer, trials: [Trial(i)], events: []))
            : Assert.ThrowsAsync<StaleEpochException>(() => Store.WriteAsync(Change(older, trials: [Trial(i)]))));
        await Task.WhenAll(writes);

        Assert.Equal(25, (await Store.TrialsAsync("a", new TrialQuery(), Cancel)).Total);
    }

    [Fact]
    public async Task A_takeover_finds_open_trials_and_results_in_the_order_of_their_ends()
    {
        var taken = await Begin();
        var waiting = Trial(3) with { Failures = 2, Reported = 5, Checkpoints = [new CheckpointReference(4, "c/4", "ab"), new CheckpointReference(2, "c/2", "cd")] };
        var ended = new[] { Ended(2, 0.5), Ended(1, null) };
        await Store.WriteAsync(Change(taken, trials: [waiting, .. ended], events: [Moved(1, ended[0].Info), Moved(2, ended[1].Info)]));

        var snapshot = await Store.TakeOverAsync("a", Cancel);

        Assert.Equal(3, snapshot.Proposed);
        Assert.Equal([(2, 0.5), (1, null)], snapshot.Results.Select(result => (result.Number, result.Objectives[0])));
        var open = Assert.Single(snapshot.Open);
        Assert.Equal((3, 2, 5), (open.Info.Number, open.Failures, open.Reported));
        Assert.Equal(waiting.Checkpoints, open.Checkpoints);
        Assert.Equal("{\"lr\":3}", open.Info.Parameters.GetRawText());
        Assert.Equal(3, open.Info.Choices["lr"].GetInt32());
    }

    [Fact]
    public async Task A_point_of_the_same_trial_metric_and_step_is_written_over()
    {
        var taken = await Begin();
        await Store.WriteAsync(Change(taken, points: [(1, new("loss", 1, 3)), (1, new("loss", 2, 2)), (1, new("accuracy", 1, 0.5)), (2, new("loss", 1, double.NaN))]));
        await Store.WriteAsync(Change(taken, points: [(1, new("loss", 2, 1.5)), (2, new("loss", 2, double.PositiveInfinity))]));

        var series = await Store.MetricsAsync("a", new MetricQuery(), Cancel);

        Assert.Equal([(1, "accuracy"), (1, "loss"), (2, "loss")], series.Select(s => (s.Trial, s.Metric)));
        Assert.Equal([3, 1.5], series[1].Values);
        Assert.Equal([double.NaN, double.PositiveInfinity], series[2].Values);
        Assert.Equal([1, 2], series[2].Steps);
    }

    [Fact]
    public async Task Points_say_after_how_many_seconds_they_came_and_when_where_one_asks()
    {
        var taken = await Begin();
        AttemptInfo[] attempts = [
            new(1, 1, "s", "cpu:0", 0, Noon, null, null, null) { SecondsBefore = 0 },
            new(1, 2, "s", "cpu:0", 1, Noon.AddHours(1), null, null, null) { SecondsBefore = 2.5 },
        ];
        await Store.WriteAsync(Change(taken, points: [(1, new("loss", 1, 3, 2.125)), (1, new("loss", 2, 2, 2.375)), (2, new("loss", 1, 1))]) with { Attempts = attempts });
        await Store.WriteAsync(Change(taken, points: [(1, new("loss", 2, 2, 3.5)), (1, new("loss", 3, 1))]));

        var series = await Store.MetricsAsync("a", new MetricQuery(), Cancel);
        var timed = (await Store.MetricsAsync("a", new MetricQuery { Times = true }, Cancel))[0];

        Assert.Equal([2.125, 3.5, double.NaN], series[0].Seconds);
        Assert.Null(series[0].Times);
        Assert.Null(series[1].Seconds);
        Assert.Equal([Noon.AddSeconds(2.125), Noon.AddHours(1).AddSeconds(1), null], timed.Times);
        Assert.Equal([0, 2.5], (await Store.AttemptsAsync("a", cancel: Cancel)).Select(attempt => attempt.SecondsBefore));
    }

    [Fact]
    public async Task Thinning_loses_no_peak_beside_a_value_that_is_not_a_number()
    {
        var taken = await Begin();
        var points = Enumerable.Range(0, 1000).Select(step => (1, new MetricPoint("loss", step, step % 5 == 1 ? double.NaN : step is 437 ? 99 : step is 624 ? -99 : 1, step / 4.0)));
        await Store.WriteAsync(Change(taken, points: [.. points]));

        foreach (var most in Enumerable.Range(4, 60))
        {
            var thin = Assert.Single(await Store.MetricsAsync("a", new MetricQuery { MaxPoints = most }, Cancel));
            Assert.Contains(99, thin.Values);
            Assert.Contains(-99, thin.Values);
            Assert.Equal(thin.Steps.Select(step => step / 4.0), thin.Seconds);
        }
    }

    [Fact]
    public async Task Metrics_are_chosen_by_trial_and_name_and_thinned_without_losing_a_peak()
    {
        var taken = await Begin();
        var points = Enumerable.Range(1, 1000).Select(step => (1, new MetricPoint("loss", step, step == 437 ? 99 : 1.0 / step)));
        await Store.WriteAsync(Change(taken, points: [.. points, (2, new("loss", 1, 1)), (1, new("accuracy", 1, 1))]));

        var series = Assert.Single(await Store.MetricsAsync("a", new MetricQuery { Trials = [1], Metrics = ["loss"], MaxPoints = 20 }, Cancel));

        Assert.True(series.Steps.Count <= 20);
        Assert.Contains(99, series.Values);
        Assert.Equal((1, 1000), (series.Steps[0], series.Steps[^1]));
        Assert.Equal(series.Steps.Order(), series.Steps);
        Assert.Empty(await Store.MetricsAsync("a", new MetricQuery { Trials = [] }, Cancel));
    }

    [Fact]
    public async Task Trials_are_paged_filtered_and_ordered_by_objective()
    {
        var taken = await Begin();
        TrialRecord[] trials = [Ended(1, 0.2), Ended(2, null), Ended(3, 0.9), Trial(4)];
        await Store.WriteAsync(Change(taken, trials: trials, events: [.. trials.Take(3).Select((trial, i) => Moved(i + 1, trial.Info))]));

        Assert.Equal([3, 1, 2, 4], (await Store.TrialsAsync("a", new TrialQuery { BestFirst = true }, Cancel)).Items.Select(t => t.Number));
        var page = await Store.TrialsAsync("a", new TrialQuery { States = [TrialState.Completed], Offset = 1, Limit = 1 }, Cancel);
        Assert.Equal((3, 2), (page.Total, page.Items.Single().Number));
    }

    [Fact]
    public async Task Events_come_back_in_their_order_with_the_state_they_told()
    {
        var taken = await Begin();
        var trial = Trial(1);
        var done = Ended(1, 0.5);
        await Store.WriteAsync(Change(taken, trials: [trial], events: [Moved(1, trial.Info), new TrialLogged(2, Noon, 1, 1, "hello")]));
        await Store.WriteAsync(Change(taken, trials: [done], events: [Moved(3, done.Info), new ExperimentChanged(4, Noon, ExperimentState.Completed, "done")]));

        var events = await Store.EventsAsync("a", 1, 10, Cancel);

        Assert.Equal([2, 3, 4], events.Select(e => e.Sequence));
        Assert.Equal("hello", Assert.IsType<TrialLogged>(events[0]).Message);
        Assert.Equal((TrialState.Completed, 0.5), (Assert.IsType<TrialChanged>(events[1]).Trial.State, ((TrialChanged)events[1]).Trial.Objective));
        Assert.Equal((ExperimentState.Completed, "done"), (Assert.IsType<ExperimentChanged>(events[2]).State, ((ExperimentChanged)events[2]).Reason));
        Assert.Equal([1], (await Store.EventsAsync("a", 0, 1, Cancel)).Select(e => e.Sequence));
    }

    [Fact]
    public async Task An_artifact_of_the_same_name_is_replaced()
    {
        var taken = await Begin();
        await Store.WriteAsync(Change(taken, artifacts: [new(1, "w.npz", "application/zip", 10, "aa"), new(2, "w.npz", "application/zip", 10, "bb")]));
        await Store.WriteAsync(Change(taken, artifacts: [new(1, "w.npz", "application/zip", 20, "cc")]));

        Assert.Equal(["cc", "bb"], (await Store.ArtifactsAsync("a", cancel: Cancel)).Select(a => a.Sha256));
        Assert.Equal([2], (await Store.ArtifactsAsync("a", 2, Cancel)).Select(a => a.Trial));
    }

    [Fact]
    public async Task Experiments_are_listed_newest_first_and_found_by_name_and_state()
    {
        await Store.CreateAsync("a", Spec, Noon, Cancel);
        await Store.CreateAsync("b", Spec with { Name = "100% grocery_search" }, Noon, Cancel);
        var taken = await Store.TakeOverAsync("b", Cancel);
        await Store.WriteAsync(Change(taken) with { Info = taken.Info with { State = ExperimentState.Stopped, Ended = Noon, BestTrial = 3, BestValue = 0.5 } });

        Assert.Equal(["b", "a"], (await Store.ListAsync(new ExperimentQuery(), Cancel)).Items.Select(e => e.Id));
        Assert.Equal(["b"], (await Store.ListAsync(new ExperimentQuery { NameContains = "100% GROCERY_" }, Cancel)).Items.Select(e => e.Id));
        Assert.Empty((await Store.ListAsync(new ExperimentQuery { NameContains = "100%_grocery" }, Cancel)).Items);
        var stopped = Assert.Single((await Store.ListAsync(new ExperimentQuery { States = [ExperimentState.Stopped] }, Cancel)).Items);
        Assert.Equal((Noon, 3, 0.5), (stopped.Ended!.Value, stopped.BestTrial!.Value, stopped.BestValue!.Value));
    }

    [Fact]
    public async Task A_thousand_writers_at_once_lose_nothing()
    {
        var taken = await Begin();

        await Task.WhenAll(Enumerable.Range(1, 1000).Select(i => Store.WriteAsync(Change(taken, trials: [Trial(i)], points: [(i, new("loss", 1, i))]))));

        Assert.Equal(1000, (await Store.TrialsAsync("a", new TrialQuery(), Cancel)).Total);
        Assert.Equal(1000, (await Store.MetricsAsync("a", new MetricQuery(), Cancel)).Count);
    }

    /// <summary>Opens an empty store.</summary>
    protected abstract Task<IExperimentStore> OpenAsync();

    /// <summary>Opens the same store again after it was closed.</summary>
    protected abstract Task<IExperimentStore> OpenAgainAsync();

    protected async Task<ExperimentSnapshot> Begin()
    {
        await Store.CreateAsync("a", Spec, Noon, Cancel);
        return await Store.TakeOverAsync("a", Cancel);
    }

    protected static ExperimentChange Change(
        ExperimentSnapshot taken,
        IReadOnlyList<TrialRecord>? trials = null,
        IReadOnlyList<(int, MetricPoint)>? points = null,
        IReadOnlyList<ArtifactInfo>? artifacts = null,
        IReadOnlyList<ExperimentEvent>? events = null) => new()
        {
            Info = taken.Info,
            Epoch = taken.Epoch,
            Trials = trials ?? [],
            Points = points ?? [],
            Artifacts = artifacts ?? [],
            Events = events ?? [],
        };

    private static TrialChanged Moved(long sequence, TrialInfo trial) => new(sequence, Noon, trial);

    private static TrialRecord Ended(int number, double? objective) =>
        new(Trial(number).Info with { State = TrialState.Completed, Objective = objective, Ended = Noon });

    protected static TrialRecord Trial(int number) => new(new TrialInfo
    {
        Number = number,
        State = TrialState.Waiting,
        Attempt = 1,
        Parameters = JsonSerializer.SerializeToElement(new { lr = number }),
        Choices = new Dictionary<string, JsonElement> { ["lr"] = JsonSerializer.SerializeToElement(number) },
        Metrics = new Dictionary<string, double> { ["loss"] = double.NaN },
    });
}
