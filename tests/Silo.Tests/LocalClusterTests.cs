using System.Collections.Concurrent;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Silo.Tests;

public class LocalClusterTests : ClusterFixture
{
    private static readonly double[] Rates = [0.5, 1, 2];

    [Fact]
    public async Task A_grid_runs_to_its_end_with_every_result_in_the_store()
    {
        await OpenAsync(CountJob.Catalog());

        var experiment = await Experiments.SubmitAsync(Grid(new { lr = new { grid = Rates } }), Patience);
        var end = await EndOf(experiment);

        Assert.Equal(ExperimentState.Completed, end.State);
        Assert.Equal((3, 3), (end.Planned, end.Counts[TrialState.Completed]));
        Assert.Equal((3, 6.0), (end.BestTrial!.Value, end.BestValue!.Value));
        var trials = await Experiments.TrialsAsync(experiment, new TrialQuery(), Patience);
        Assert.Equal([1, 2, 3], trials.Items.Select(trial => trial.Number));
        Assert.All(trials.Items, trial => Assert.Equal((1, 3.0, 3L), (trial.Attempt, trial.Step, trial.Steps)));
        var metrics = await Experiments.MetricsAsync(experiment, new MetricQuery(), Patience);
        Assert.Equal([[0.5, 1, 1.5], [1, 2, 3], [2, 4, 6]], metrics.Select(series => series.Values));
        using var artifact = new StreamReader(await Experiments.OpenArtifactAsync(experiment, 2, "result.txt", Patience));
        Assert.Equal("done", await artifact.ReadToEndAsync(Patience));
    }

    [Fact]
    public async Task The_number_of_slots_changes_no_result()
    {
        var results = new List<string>();
        foreach (var slots in (int[])[1, 3])
        {
            await OpenAsync(CountJob.Catalog(), slots);
            var experiment = await Experiments.SubmitAsync(Grid(new { lr = new { grid = Rates } }), Patience);
            await EndOf(experiment);
            var metrics = await Experiments.MetricsAsync(experiment, new MetricQuery(), Patience);
            results.Add(string.Join('\n', metrics.Select(s => $"{s.Trial} {s.Metric} {string.Join(' ', s.Values)}")));
            await CloseAsync();
        }

        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public async Task As_many_trials_run_at_once_as_there_are_slots_and_each_slot_runs_one()
    {
        using var both = new Barrier(2);
        var slots = new ConcurrentDictionary<string, int>();
        await OpenAsync(
            CountJob.Catalog((trial, step, stop) =>
            {
                Assert.Equal(1, slots.AddOrUpdate(trial.Device, 1, (_, running) => running + 1));
                both.SignalAndWait(Patience);
                slots[trial.Device]--;
            }),
            slots: 2);

        // Four trials of one step each: a third at the same time would break the pairs, a lone one would wait for ever.
        var experiment = await Experiments.SubmitAsync(Grid(new { steps = 1, lr = new { grid = (double[])[1, 2, 3, 4] } }), Patience);

        Assert.Equal(4, (await EndOf(experiment)).Counts[TrialState.Completed]);
        Assert.Equal(["cpu:0", "cpu:1"], slots.Keys.Order());
    }

    [Fact]
    public async Task A_job_that_throws_fails_its_trial_with_its_words_and_no_other()
    {
        await OpenAsync(CountJob.Catalog((trial, step, _) =>
        {
            if (trial.Parameters.GetProperty("lr").GetDouble() == 1)
            {
                throw step == 2 ? new TrialException("loss became NaN at epoch 2, step 7") : new TrialException("too early");
            }
        }));

        var experiment = await Experiments.SubmitAsync(Grid(new { lr = new { grid = Rates } }), Patience);
        var end = await EndOf(experiment);

        Assert.Equal(ExperimentState.Completed, end.State);
        Assert.Equal((2, 1), (end.Counts[TrialState.Completed], end.Counts[TrialState.Failed]));
        var failed = Assert.Single((await Experiments.TrialsAsync(experiment, new TrialQuery { States = [TrialState.Failed] }, Patience)).Items);
        Assert.Equal((2, "too early"), (failed.Number, failed.Error));
    }

    [Fact]
    public async Task A_bug_in_a_job_is_reported_by_its_type_and_its_trace_is_in_the_log()
    {
        await OpenAsync(CountJob.Catalog((_, _, _) => throw new IndexOutOfRangeException("beyond")));

        var experiment = await Experiments.SubmitAsync(Grid(new { lr = 1 }), Patience);
        var logged = await First<TrialLogged>(experiment);
        await EndOf(experiment);

        Assert.Contains(nameof(CountJob), logged.Message);
        var failed = Assert.Single((await Experiments.TrialsAsync(experiment, new TrialQuery(), Patience)).Items);
        Assert.Equal("IndexOutOfRangeException: beyond", failed.Error);
    }

    [Fact]
    public async Task A_job_that_cannot_even_be_made_fails_its_trial_and_says_why()
    {
        var description = CountJob.Catalog().Find("count")! with { Create = () => throw new InvalidOperationException("no such device") };
        await OpenAsync(new JobCatalog([description]));

        var experiment = await Experiments.SubmitAsync(Grid(new { lr = 1 }), Patience);

        Assert.Equal(1, (await EndOf(experiment)).Counts[TrialState.Failed]);
        var failed = Assert.Single((await Experiments.TrialsAsync(experiment, new TrialQuery(), Patience)).Items);
        Assert.Equal((1, "InvalidOperationException: no such device"), (failed.Attempt, failed.Error));
    }

    [Fact]
    public async Task Nothing_starts_after_a_stop()
    {
        var started = 0;
        await OpenAsync(CountJob.Catalog((_, step, _) => started += step == 1 ? 1 : 0), slots: 1);
        for (var round = 0; round < 10; round++)
        {
            var experiment = await Experiments.SubmitAsync(Grid(new { steps = 1, lr = new { grid = Enumerable.Range(1, 50) } }), Patience);
            await Experiments.StopAsync(experiment, Patience);
            var end = await EndOf(experiment);

            Assert.Equal(ExperimentState.Stopped, end.State);
            Assert.True(end.Counts.Keys.All(state => state.IsFinal()), "a trial is open after the end");
        }

        // One slot, so an experiment that ran to its end shows that it is free and that nothing of the stopped ones is left.
        var last = await Experiments.SubmitAsync(Grid(new { lr = 1 }), Patience);
        await EndOf(last);
        Assert.All((await Experiments.ClusterAsync(Patience)).Silos.Single().Slots, slot => Assert.Null(slot.Trial));
    }

    [Fact]
    public async Task A_retry_goes_on_from_the_checkpoint()
    {
        var steps = new ConcurrentQueue<(long Step, long From)>();
        var thrown = 0;
        await OpenAsync(CountJob.Catalog((trial, step, _) =>
        {
            steps.Enqueue((step, trial.Checkpoint?.Step ?? 0));
            if (step == 3 && Interlocked.Exchange(ref thrown, 1) == 0)
            {
                throw new InvalidOperationException("once");
            }
        }));

        var experiment = await Experiments.SubmitAsync(Grid(new { steps = 4, lr = 1 }) with { Limits = new LimitSpec { Retries = 1 } }, Patience);

        Assert.Equal(1, (await EndOf(experiment)).Counts[TrialState.Completed]);
        Assert.Equal([(1, 0), (2, 0), (3, 0), (3, 2), (4, 2)], steps);
    }

    [Fact]
    public async Task A_closed_cluster_goes_on_where_it_was_and_repeats_nothing()
    {
        var steps = new ConcurrentQueue<(double Rate, long Step)>();
        using var reached = new CountdownEvent(2);
        var jobs = CountJob.Catalog((trial, step, stop) =>
        {
            if (step == 3 && !reached.IsSet)
            {
                reached.Signal();
                stop.WaitHandle.WaitOne();
                stop.ThrowIfCancellationRequested();
            }

            steps.Enqueue((trial.Parameters.GetProperty("lr").GetDouble(), step));
        });
        await OpenAsync(jobs);
        var experiment = await Experiments.SubmitAsync(Grid(new { steps = 5, lr = new { grid = Rates } }), Patience);
        await Task.Run(() => reached.Wait(Patience), Patience);

        await CloseAsync();
        await OpenAsync(jobs);
        var between = await Experiments.TrialsAsync(experiment, new TrialQuery(), Patience);
        Assert.All(between.Items, trial => Assert.Equal(TrialState.Waiting, trial.State));
        await Experiments.ResumeAsync(experiment, Patience);

        Assert.Equal(3, (await EndOf(experiment)).Counts[TrialState.Completed]);
        Assert.Equal(
            Rates.SelectMany(rate => Enumerable.Range(1, 5).Select(step => (rate, (long)step))),
            steps.OrderBy(step => step.Rate).ThenBy(step => step.Step));
    }

    [Fact]
    public async Task A_pause_gives_the_slots_back_and_a_resume_takes_the_trials_up_again()
    {
        using var running = new ManualResetEventSlim();
        var resumed = false;
        await OpenAsync(CountJob.Catalog((trial, step, stop) =>
        {
            if (step == 2 && !Volatile.Read(ref resumed))
            {
                running.Set();
                stop.WaitHandle.WaitOne();
                stop.ThrowIfCancellationRequested();
            }
        }));
        var experiment = await Experiments.SubmitAsync(Grid(new { lr = 1 }), Patience);
        await Task.Run(() => running.Wait(Patience), Patience);

        await Experiments.PauseAsync(experiment, Patience);
        await First<TrialChanged>(experiment, e => e.Trial is { State: TrialState.Waiting });
        Assert.Equal(ExperimentState.Paused, (await Experiments.GetAsync(experiment, Patience)).State);
        Volatile.Write(ref resumed, true);
        await Experiments.ResumeAsync(experiment, Patience);

        Assert.Equal(1, (await EndOf(experiment)).Counts[TrialState.Completed]);
        Assert.Equal(2, (await Experiments.TrialsAsync(experiment, new TrialQuery(), Patience)).Items[0].Attempt);
    }

    [Fact]
    public async Task Stopping_ends_the_experiment_at_once_and_keeps_what_was_reported()
    {
        using var running = new ManualResetEventSlim();
        await OpenAsync(CountJob.Catalog((trial, step, stop) =>
        {
            if (step == 2)
            {
                running.Set();
                stop.WaitHandle.WaitOne();
                stop.ThrowIfCancellationRequested();
            }
        }));
        var experiment = await Experiments.SubmitAsync(Grid(new { lr = new { grid = Rates } }), Patience);
        await Task.Run(() => running.Wait(Patience), Patience);
        await First<TrialProgressed>(experiment);

        await Experiments.StopAsync(experiment, Patience);

        var end = await EndOf(experiment);
        Assert.Equal(ExperimentState.Stopped, end.State);
        Assert.Equal(2, end.Counts[TrialState.Cancelled]);
        Assert.NotEmpty(await Experiments.MetricsAsync(experiment, new MetricQuery(), Patience));
        await Experiments.StopAsync(experiment, Patience);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.ResumeAsync(experiment, Patience));
    }

    [Fact]
    public async Task A_watcher_sees_every_state_once_and_in_order_however_late_it_comes()
    {
        await OpenAsync(CountJob.Catalog());
        var experiment = await Experiments.SubmitAsync(Grid(new { lr = new { grid = Enumerable.Range(1, 40) } }), Patience);
        var watched = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Collect(experiment)));
        var late = await Collect(experiment);

        foreach (var sequences in watched)
        {
            Assert.Equal(late, sequences);
        }

        Assert.Equal(Enumerable.Range(1, late.Count).Select(i => (long)i), late);
    }

    [Fact]
    public async Task Two_experiments_share_the_slots()
    {
        var order = new ConcurrentQueue<string>();
        await OpenAsync(CountJob.Catalog((trial, _, _) => order.Enqueue(trial.Parameters.GetProperty("steps").GetInt32() == 1 ? "a" : "b")), slots: 1);

        var a = await Experiments.SubmitAsync(Grid(new { steps = 1, lr = new { grid = Enumerable.Range(1, 40) } }), Patience);
        var b = await Experiments.SubmitAsync(Grid(new { steps = 2, lr = 1 }), Patience);
        await EndOf(b);
        var doneOfA = order.Count(name => name == "a");
        await EndOf(a);

        Assert.InRange(doneOfA, 0, 39);
    }

    [Fact]
    public async Task An_invalid_spec_is_refused_with_all_its_faults_and_leaves_no_trace()
    {
        await OpenAsync(CountJob.Catalog());

        var refused = await Assert.ThrowsAsync<InvalidSpecException>(() =>
            Experiments.SubmitAsync(Grid(new { lr = -1, stepz = 2 }) with { Objective = new Objective { Metric = "valu" } }, Patience));

        Assert.Equal(3, refused.Errors.Count);
        Assert.Empty((await Experiments.ListAsync(new ExperimentQuery(), Patience)).Items);
    }

    [Fact]
    public async Task A_job_that_does_not_listen_holds_up_the_end_only_for_a_while()
    {
        using var running = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        await OpenAsync(
            CountJob.Catalog((_, _, _) =>
            {
                running.Set();
                release.Wait(Patience);
            }),
            drain: TimeSpan.FromMilliseconds(50));
        var experiment = await Experiments.SubmitAsync(Grid(new { lr = 1 }), Patience);
        await Task.Run(() => running.Wait(Patience), Patience);

        await CloseAsync();
        release.Set();

        await OpenAsync(CountJob.Catalog());
        await Experiments.ResumeAsync(experiment, Patience);
        Assert.Equal(1, (await EndOf(experiment)).Counts[TrialState.Completed]);
    }

    [Fact]
    public async Task The_cluster_tells_its_slots_and_what_runs_on_them()
    {
        using var running = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        await OpenAsync(CountJob.Catalog((_, _, _) =>
        {
            running.Set();
            release.Wait(Patience);
        }));
        var experiment = await Experiments.SubmitAsync(Grid(new { steps = 1, lr = 1 }), Patience);
        await Task.Run(() => running.Wait(Patience), Patience);

        var silo = Assert.Single((await Experiments.ClusterAsync(Patience)).Silos);
        Assert.Equal(["cpu:0", "cpu:1"], silo.Slots.Select(slot => slot.Name));
        Assert.Equal(experiment, Assert.Single(silo.Slots, slot => slot.Experiment is not null).Experiment);
        release.Set();
        await EndOf(experiment);
    }

    private async Task<List<long>> Collect(string experiment)
    {
        var sequences = new List<long>();
        await foreach (var happened in Experiments.WatchAsync(experiment, 0, Patience))
        {
            if (happened.Sequence > 0)
            {
                sequences.Add(happened.Sequence);
            }
        }

        return sequences;
    }
}
