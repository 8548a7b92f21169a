using System.Collections.Concurrent;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Silo.Control;
using ActorTraining.Silo.Stores;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Silo.Tests;

/// <summary>What users do to experiments that run, have run, or were left alone.</summary>
public class ControlTests : ClusterFixture
{
    private readonly ManualResetEventSlim _reached = new();
    private readonly ManualResetEventSlim _go = new();

    [Fact]
    public async Task A_single_trial_is_cancelled_and_the_others_go_on()
    {
        await OpenAsync(CountJob.Catalog(HoldAt(2, onlyFor: 1)));
        var experiment = await Experiments.SubmitAsync(Grid(new { lr = new { grid = (double[])[1, 2, 3] } }), Patience);
        await Reached();

        await Experiments.CancelTrialAsync(experiment, 1, Patience);
        var end = await EndOf(experiment);

        Assert.Equal((ExperimentState.Completed, 2, 1), (end.State, end.Counts[TrialState.Completed], end.Counts[TrialState.Cancelled]));
        var cancelled = Assert.Single((await Experiments.TrialsAsync(experiment, new TrialQuery { States = [TrialState.Cancelled] }, Patience)).Items);
        Assert.Equal((1, "cancelled by a user"), (cancelled.Number, cancelled.Error));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.CancelTrialAsync(experiment, 1, Patience));
    }

    [Fact]
    public async Task Another_process_sees_progress_and_points_as_they_happen()
    {
        await OpenAsync(CountJob.Catalog(HoldAt(2)));
        var experiment = await Experiments.SubmitAsync(Grid(new { lr = 1 }), Patience);
        await Reached();
        var other = ControlledExperiments.Of(StoreLocation.Parse(StorePath), BlobFolder);
        var seen = new List<ExperimentEvent>();
        var watching = Task.Run(async () =>
        {
            await foreach (var happened in other.WatchAsync(experiment, 0, Patience))
            {
                seen.Add(happened);
                if (happened is TrialChanged { Trial.State: TrialState.Running })
                {
                    _go.Set();
                }
            }
        }, Patience);
        await watching.WaitAsync(Patience);

        var stored = seen.Where(happened => happened.Sequence > 0).Select(happened => happened.Sequence).ToList();
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(sequence => (long)sequence), stored);
        Assert.Contains(seen.OfType<TrialProgressed>().SelectMany(progress => progress.Points), point => point is { Metric: "value", Step: 3 });
        await Assert.ThrowsAsync<UnknownExperimentException>(async () => await other.WatchAsync("none-such", 0, Patience).GetAsyncEnumerator(Patience).MoveNextAsync());
    }

    [Fact]
    public async Task Who_watches_from_another_process_misses_and_repeats_nothing_when_the_one_that_runs_it_is_replaced()
    {
        await OpenAsync(CountJob.Catalog(HoldAt(2)));
        var experiment = await Experiments.SubmitAsync(Grid(new { lr = 1 }), Patience);
        await Reached();
        var other = ControlledExperiments.Of(StoreLocation.Parse(StorePath), BlobFolder);
        var running = new TaskCompletionSource();
        var sequences = new List<long>();
        var watching = Task.Run(async () =>
        {
            await foreach (var happened in other.WatchAsync(experiment, 0, Patience))
            {
                sequences.AddRange(happened.Sequence > 0 ? [happened.Sequence] : []);
                running.TrySetResult();
            }
        }, Patience);
        await running.Task.WaitAsync(Patience);
        await CloseAsync();
        await OpenAsync(CountJob.Catalog(), takeUp: true);
        await watching.WaitAsync(Patience);

        var end = await Experiments.GetAsync(experiment, Patience);
        Assert.Equal(ExperimentState.Completed, end.State);
        Assert.Equal(Enumerable.Range(1, (int)end.LastEvent).Select(sequence => (long)sequence), sequences);
    }

    [Fact]
    public async Task A_clone_runs_by_itself_with_its_changes_and_knows_its_parent()
    {
        await OpenAsync(CountJob.Catalog());
        var original = await Experiments.SubmitAsync(Grid(new { lr = new { grid = (double[])[1, 2] } }), Patience);
        await EndOf(original);

        var clone = await Experiments.CloneAsync(original, [SpecOverride.Parse("params.steps=5"), SpecOverride.Parse("name=Longer")], Patience);
        var end = await EndOf(clone);

        Assert.Equal((original, "Longer", 10.0), (end.Parent, end.Spec.Name, end.BestValue));
        Assert.StartsWith("longer-", clone);
        var refused = await Assert.ThrowsAsync<InvalidSpecException>(() => Experiments.CloneAsync(original, [SpecOverride.Parse("params.stepz=5")], Patience));
        Assert.Contains("did you mean 'steps'", refused.Message);
    }

    [Fact]
    public async Task More_steps_go_on_from_the_checkpoints_of_completed_trials()
    {
        var steps = new ConcurrentQueue<(double, long)>();
        await OpenAsync(CountJob.Catalog((trial, step, _) => steps.Enqueue((trial.Parameters.GetProperty("lr").GetDouble(), step))));
        var experiment = await Experiments.SubmitAsync(Grid(new { steps = 3, lr = new { grid = (double[])[1, 2] } }), Patience);
        await EndOf(experiment);

        await Experiments.ExtendAsync(experiment, [SpecOverride.Parse("params.steps=5")], Patience);
        var end = await EndOf(experiment);

        Assert.Equal((ExperimentState.Completed, 2, 10.0), (end.State, end.Counts[TrialState.Completed], end.BestValue));
        Assert.Equal(((double[])[1, 2]).SelectMany(lr => Enumerable.Range(1, 5).Select(step => (lr, (long)step))), steps.Order());
        Assert.Equal(5, end.Spec.Parameters.GetProperty("steps").GetInt32());
    }

    [Fact]
    public async Task A_random_search_gets_more_trials_and_repeats_none()
    {
        await OpenAsync(CountJob.Catalog());
        var spec = Grid(new { lr = new { uniform = (double[])[1, 2] } }) with { Search = new SearchSpec { Algorithm = "random", Trials = 2 } };
        var experiment = await Experiments.SubmitAsync(spec, Patience);
        await EndOf(experiment);

        await Experiments.ExtendAsync(experiment, [SpecOverride.Parse("search.trials=5")], Patience);
        Assert.Equal(5, (await Experiments.GetAsync(experiment, Patience)).Planned);
        var end = await EndOf(experiment);

        var trials = (await Experiments.TrialsAsync(experiment, new TrialQuery(), Patience)).Items;
        Assert.Equal((5, 5), (end.Counts[TrialState.Completed], trials.Select(trial => trial.Choices["lr"].GetRawText()).Distinct().Count()));
        Assert.All(trials, trial => Assert.Equal(1, trial.Attempt));
    }

    [Fact]
    public async Task What_runs_cannot_be_extended()
    {
        await OpenAsync(CountJob.Catalog(HoldAt(1)));
        var experiment = await Experiments.SubmitAsync(Grid(new { steps = 3, lr = 1 }), Patience);
        await Reached();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.ExtendAsync(experiment, [SpecOverride.Parse("params.steps=9")], Patience));
        Assert.Contains("has not come to its end", refused.Message);
        _go.Set();
        await EndOf(experiment);
    }

    [Fact]
    public async Task A_learning_rate_changes_from_the_next_step_on_and_is_an_event()
    {
        await OpenAsync(CountJob.Catalog(HoldAt(2)));
        var experiment = await Experiments.SubmitAsync(Grid(new { steps = 4, lr = 1 }), Patience);
        await Reached();

        await Experiments.AdjustAsync(experiment, 1, "lr", JsonSerializer.SerializeToElement(10), Patience);
        _go.Set();
        await EndOf(experiment);

        var values = Assert.Single(await Experiments.MetricsAsync(experiment, new MetricQuery(), Patience)).Values;
        Assert.Equal([1, 2, 30, 40], values);
        var events = new List<TrialAdjusted>();
        await foreach (var happened in Experiments.WatchAsync(experiment, 0, Patience))
        {
            if (happened is TrialAdjusted adjusted)
            {
                events.Add(adjusted);
            }
        }

        Assert.Equal([null, 3L], events.Select(e => e.Adjustment.Step));
        Assert.Equal("params.lr", Assert.Single((await Assert.ThrowsAsync<InvalidSpecException>(
            () => Experiments.AdjustAsync(experiment, 1, "lr", JsonSerializer.SerializeToElement(-1), Patience))).Errors).Path.Replace("spec.", ""));
    }

    [Fact]
    public async Task More_trials_at_once_start_as_soon_as_they_may()
    {
        using var two = new CountdownEvent(2);
        await OpenAsync(CountJob.Catalog((_, step, stop) =>
        {
            if (step == 1 && !two.IsSet)
            {
                two.Signal();
                two.Wait(Patience);
            }
        }));
        var experiment = await Experiments.SubmitAsync(
            Grid(new { lr = new { grid = (double[])[1, 2] } }) with { Resources = new ResourceSpec { Parallel = 1 } }, Patience);
        await First<TrialChanged>(experiment, e => e.Trial is { Number: 1, State: TrialState.Running });

        // The first trial waits for the second, which may not run beside it until now.
        await Experiments.ConfigureAsync(experiment, parallel: 2, priority: 1, Patience);

        Assert.Equal(2, (await EndOf(experiment)).Counts[TrialState.Completed]);
        Assert.Equal(new ResourceSpec { Parallel = 2, Priority = 1 }, (await Experiments.GetAsync(experiment, Patience)).Spec.Resources);
    }

    [Fact]
    public async Task Fewer_trials_at_once_send_the_youngest_back_to_the_queue()
    {
        await OpenAsync(CountJob.Catalog(HoldAt(2)));
        var experiment = await Experiments.SubmitAsync(Grid(new { lr = new { grid = (double[])[1, 2] } }), Patience);
        await First<TrialChanged>(experiment, e => e.Trial is { Number: 2, State: TrialState.Running });

        await Experiments.ConfigureAsync(experiment, parallel: 1, priority: 0, Patience);
        await First<TrialChanged>(experiment, e => e.Trial is { Number: 2, State: TrialState.Waiting });
        _go.Set();

        Assert.Equal(2, (await EndOf(experiment)).Counts[TrialState.Completed]);
    }

    [Fact]
    public async Task Every_attempt_is_on_record()
    {
        var failed = 0;
        await OpenAsync(CountJob.Catalog((_, step, _) =>
        {
            if (step == 2 && Interlocked.Increment(ref failed) <= 2)
            {
                throw new TrialException($"failure {failed}");
            }
        }));
        var limits = new LimitSpec { Retries = 2, Backoff = TimeSpan.FromMilliseconds(1) };

        var experiment = await Experiments.SubmitAsync(Grid(new { lr = 1 }) with { Limits = limits }, Patience);
        await EndOf(experiment);

        var attempts = await Experiments.AttemptsAsync(experiment, 1, Patience);
        Assert.Equal([("failed", "failure 1", 0L), ("failed", "failure 2", 1), ("completed", null, 1)], attempts.Select(a => (a.End, a.Error, a.From)));
        Assert.All(attempts, attempt => Assert.True(attempt.Ended >= attempt.Started));
    }

    [Fact]
    public async Task Unfinished_experiments_go_on_at_the_next_start_unasked()
    {
        await OpenAsync(CountJob.Catalog(HoldAt(2)));
        var experiment = await Experiments.SubmitAsync(Grid(new { lr = new { grid = (double[])[1, 2, 3] } }), Patience);
        await Reached();
        await CloseAsync();
        _go.Set();

        await OpenAsync(CountJob.Catalog(), takeUp: true);

        await foreach (var happened in Experiments.WatchAsync(experiment, 0, Patience))
        {
            if (happened is ExperimentChanged { State: ExperimentState.Completed })
            {
                break;
            }
        }

        Assert.Equal(3, (await Experiments.GetAsync(experiment, Patience)).Counts[TrialState.Completed]);
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_passed_over_for_the_one_before_and_the_log_says_so()
    {
        var steps = new ConcurrentQueue<long>();
        await OpenAsync(CountJob.Catalog((trial, step, stop) =>
        {
            steps.Enqueue(step);
            HoldAt(4)(trial, step, stop);
        }));
        var experiment = await Experiments.SubmitAsync(Grid(new { steps = 5, lr = 1 }), Patience);
        await Reached();
        await CloseAsync();
        var newest = Directory.GetFiles(Path.Combine(BlobFolder, "checkpoints"), "*", SearchOption.AllDirectories).OrderByDescending(file => BitConverter.ToInt64(File.ReadAllBytes(file))).First();
        await File.WriteAllBytesAsync(newest, [0], Patience);
        _go.Set();

        await OpenAsync(CountJob.Catalog((_, step, _) => steps.Enqueue(step)));
        await Experiments.ResumeAsync(experiment, Patience);
        var logged = await First<TrialLogged>(experiment);
        await EndOf(experiment);

        Assert.Equal([1, 2, 3, 4, 3, 4, 5], steps);
        Assert.Contains("checkpoint of step 3 is damaged", logged.Message);
    }

    [Fact]
    public async Task Another_process_of_the_user_commands_the_one_that_runs()
    {
        await OpenAsync(CountJob.Catalog(HoldAt(2)));
        var experiment = await Experiments.SubmitAsync(Grid(new { steps = 3, lr = 1 }), Patience);
        await Reached();
        var other = ControlledExperiments.Of(StoreLocation.Parse(StorePath), BlobFolder);

        await other.AdjustAsync(experiment, 1, "lr", JsonSerializer.SerializeToElement(5), Patience);
        await other.PauseAsync(experiment, Patience);
        Assert.Equal(ExperimentState.Paused, (await other.GetAsync(experiment, Patience)).State);
        _go.Set();
        await other.ResumeAsync(experiment, Patience);
        await EndOf(experiment);
        var clone = await other.CloneAsync(experiment, [SpecOverride.Parse("params.lr={grid: [1, 2]}")], Patience);

        Assert.Equal(2, (await EndOf(clone)).Counts[TrialState.Completed]);
        await Assert.ThrowsAsync<UnknownExperimentException>(() => other.StopAsync("nobody", Patience));
        await Assert.ThrowsAsync<InvalidOperationException>(() => other.CancelTrialAsync(experiment, 1, Patience));
        var invalid = await Assert.ThrowsAsync<InvalidSpecException>(() => other.CloneAsync(experiment, [SpecOverride.Parse("params.lr=-1")], Patience));
        Assert.Contains("not greater than 0", Assert.Single(invalid.Errors).Message);
        await CloseAsync();
        Assert.Contains("does not answer", (await Assert.ThrowsAsync<InvalidOperationException>(() => other.StopAsync(clone, Patience))).Message);
    }

    private Action<ITrial, long, CancellationToken> HoldAt(long step, double? onlyFor = null) => (trial, current, stop) =>
    {
        if (current == step && (onlyFor is null || trial.Parameters.GetProperty("lr").GetDouble() == onlyFor))
        {
            _reached.Set();
            WaitHandle.WaitAny([_go.WaitHandle, stop.WaitHandle]);
            stop.ThrowIfCancellationRequested();
        }
    };

    private Task Reached() => Task.Run(() => _reached.Wait(Patience), Patience);
}
