using System.Text.Json;
using ActorTraining.Client.External;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Client.Tests.Conformance;

/// <content>Ask and tell: trials that scripts run; and trials that users add.</content>
public abstract partial class ExperimentsConformance
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static ExperimentSpec External(int trials = 3) => new()
    {
        Name = "Outside",
        Job = "external",
        Parameters = JsonSerializer.SerializeToElement(new { kind = "parabola", x = Vary.Uniform(-1, 1) }),
        Objective = Objective.Minimize("loss"),
        Search = new SearchSpec { Algorithm = "random", Trials = trials },
    };

    [Fact]
    public async Task Trials_that_are_asked_for_run_here_and_the_experiment_ends_with_the_last_of_them()
    {
        var id = await Experiments.SubmitAsync(External(), Patience);
        for (var number = 1; number <= 3; number++)
        {
            var trial = (await Experiments.AskAsync(id, "script", Lease, Patience)).Trial!;
            Assert.Equal((number, 1, TrialSeed.For(0, number), 60.0), (trial.Number, trial.Attempt, trial.Seed, trial.Lease));
            Assert.Equal("parabola", trial.Parameters.GetProperty("kind").GetString());
            Assert.Equal(["x"], trial.Choices.Keys);

            var told = new ToldTrial { Attempt = 1, Step = 2, Steps = 2, Metrics = new Dictionary<string, double> { ["loss"] = 4 - number }, Log = ["done"] };
            Assert.Null((await Experiments.TellAsync(id, number, told with { Points = [new("loss", 1, 10)] }, Patience)).Stop);
            Assert.Null((await Experiments.TellAsync(id, number, new ToldTrial { Attempt = 1, Outcome = ToldOutcome.Completed }, Patience)).Stop);
        }

        var over = await Experiments.AskAsync(id, "script", Lease, Patience);
        Assert.Equal((null, true, "the experiment has come to its end"), (over.Trial, over.IsOver, over.Reason));
        var info = await EndOf(id);
        Assert.Equal((ExperimentState.Completed, 3, 1.0), (info.State, info.BestTrial, info.BestValue));
        var trials = (await Experiments.TrialsAsync(id, new TrialQuery(), Patience)).Items;
        Assert.All(trials, trial => Assert.Equal((TrialState.Completed, "script", 2.0, 2), (trial.State, trial.Silo, trial.Step, trial.Steps)));
        var series = await Experiments.MetricsAsync(id, new MetricQuery { Trials = [1] }, Patience);
        Assert.Equal([10, 3.0], Assert.Single(series).Values);
    }

    [Fact]
    public async Task A_trial_of_which_nothing_is_heard_is_given_to_somebody_else()
    {
        var id = await Experiments.SubmitAsync(External(1), Patience);
        var first = (await Experiments.AskAsync(id, "lost", TimeSpan.FromSeconds(1), Patience)).Trial!;
        AskAnswer answer;
        while ((answer = await Experiments.AskAsync(id, "finder", Lease, Patience)).Trial is null)
        {
            Assert.False(answer.IsOver);
            await Task.Delay(50, Patience);
        }

        Assert.Equal((first.Number, 2), (answer.Trial.Number, answer.Trial.Attempt));
        Assert.True(JsonElement.DeepEquals(first.Parameters, answer.Trial.Parameters));
        Assert.Equal(StopReason.Superseded, (await Experiments.TellAsync(id, 1, new ToldTrial { Attempt = 1, Outcome = ToldOutcome.Completed }, Patience)).Stop);
        Assert.Equal(ExperimentState.Running, (await Experiments.GetAsync(id, Patience)).State);
        await Experiments.TellAsync(id, 1, new ToldTrial { Attempt = 2, Metrics = new Dictionary<string, double> { ["loss"] = 1 }, Outcome = ToldOutcome.Completed }, Patience);
        Assert.Equal(1.0, (await EndOf(id)).BestValue);
        Assert.Equal(["lost", "completed"], (await Experiments.AttemptsAsync(id, 1, Patience)).Select(attempt => attempt.End));
    }

    [Fact]
    public async Task A_trial_that_is_given_back_while_another_one_asks_is_that_ones()
    {
        const int Trials = 30;
        var id = await Experiments.SubmitAsync(External(Trials) with { Resources = new ResourceSpec { Parallel = 1 } }, Patience);
        for (var number = 1; number <= Trials; number++)
        {
            Assert.Equal(1, (await Experiments.AskAsync(id, "first", Lease, Patience)).Trial!.Attempt);
            var left = Experiments.TellAsync(id, number, new ToldTrial { Attempt = 1, Outcome = ToldOutcome.Left }, Patience);
            AskedTrial? taken;
            while ((taken = (await Experiments.AskAsync(id, "second", Lease, Patience)).Trial) is null)
            {
                // Not given back yet.
            }

            await left;
            Assert.Equal((number, 2), (taken.Number, taken.Attempt));
            Assert.Null((await Experiments.TellAsync(id, number, new ToldTrial { Attempt = 2, Outcome = ToldOutcome.Completed }, Patience)).Stop);
        }

        Assert.Equal(Trials, (await EndOf(id)).Counts[TrialState.Completed]);
    }

    [Fact]
    public async Task A_lowered_number_at_once_takes_the_youngest_back()
    {
        var id = await Experiments.SubmitAsync(External(), Patience);
        for (var number = 1; number <= 3; number++)
        {
            await Experiments.AskAsync(id, "script", Lease, Patience);
        }

        await Experiments.ConfigureAsync(id, 2, 0, Patience);
        Assert.Null((await Experiments.TellAsync(id, 2, new ToldTrial { Attempt = 1 }, Patience)).Stop);
        Assert.Equal(StopReason.Yield, (await Experiments.TellAsync(id, 3, new ToldTrial { Attempt = 1 }, Patience)).Stop);
    }

    [Fact]
    public async Task What_is_sent_twice_counts_once()
    {
        var id = await Experiments.SubmitAsync(External(1), Patience);
        await Experiments.AskAsync(id, "script", Lease, Patience);
        var told = new ToldTrial { Attempt = 1, Sequence = 1, Metrics = new Dictionary<string, double> { ["loss"] = 1 }, Log = ["once"] };
        await Experiments.TellAsync(id, 1, told, Patience);
        await Experiments.TellAsync(id, 1, told, Patience);
        await Experiments.TellAsync(id, 1, new ToldTrial { Attempt = 1, Sequence = 2, Outcome = ToldOutcome.Completed }, Patience);

        var lines = new List<string>();
        await foreach (var happened in Experiments.WatchAsync(id, 0, Patience))
        {
            lines.AddRange(happened is TrialLogged logged ? [logged.Message] : []);
        }

        Assert.Equal(["once"], lines);
    }

    [Fact]
    public async Task A_sign_of_life_without_a_number_takes_none_of_those_that_follow()
    {
        var id = await Experiments.SubmitAsync(External(1), Patience);
        await Experiments.AskAsync(id, "script", Lease, Patience);
        await Experiments.TellAsync(id, 1, new ToldTrial { Attempt = 1, Sequence = 1, Step = 3 }, Patience);
        await Experiments.TellAsync(id, 1, new ToldTrial { Attempt = 1 }, Patience);
        await Experiments.TellAsync(id, 1, new ToldTrial { Attempt = 1, Sequence = 2, Outcome = ToldOutcome.Completed }, Patience);

        Assert.Equal((TrialState.Completed, 3.0), (await Experiments.TrialsAsync(id, new TrialQuery(), Patience)).Items.Select(trial => (trial.State, trial.Step)).Single());
    }

    [Fact]
    public async Task A_worker_runs_all_trials_and_stops_those_that_are_pruned()
    {
        var spec = External(4) with
        {
            Scheduler = new SchedulerSpec { Rule = "threshold", Value = 0.5 },
            Search = new SearchSpec { Algorithm = "grid" },
            Parameters = JsonSerializer.SerializeToElement(new { x = Vary.Grid(0.1, 0.9, 0.2, -1) }),
        };
        var id = await Experiments.SubmitAsync(spec, Patience);
        var steps = new Dictionary<double, int>();
        var completed = await new ExternalWorker(Experiments, id, "worker") { Wait = TimeSpan.FromMilliseconds(20) }.RunAsync(
            async (trial, _) =>
            {
                var x = trial.Parameters.GetProperty("x").GetDouble();
                for (var step = 1; step <= 3; step++)
                {
                    steps[x] = step;
                    await trial.ReportAsync(step, new Dictionary<string, double> { ["loss"] = x >= 0 ? x : throw new InvalidDataException("x is below 0") }, 3);
                }
            },
            Patience);

        Assert.Equal(2, completed);
        Assert.Equal([(0.1, 3), (0.9, 1), (0.2, 3), (-1, 1)], steps.Select(step => (step.Key, step.Value)));
        var trials = (await Experiments.TrialsAsync(id, new TrialQuery(), Patience)).Items;
        Assert.Equal([TrialState.Completed, TrialState.Pruned, TrialState.Completed, TrialState.Failed], trials.Select(trial => trial.State));
        Assert.Equal("InvalidDataException: x is below 0", trials[3].Error);
        Assert.Equal(1, (await EndOf(id)).BestTrial);
    }

    [Fact]
    public async Task A_pause_takes_trials_back_and_they_go_on_after_it()
    {
        var id = await Experiments.SubmitAsync(External(1), Patience);
        await Experiments.AskAsync(id, "script", Lease, Patience);
        await Experiments.PauseAsync(id, Patience);
        Assert.Equal("the experiment is paused", (await Experiments.AskAsync(id, "other", Lease, Patience)).Reason);
        Assert.Equal(StopReason.Yield, (await Experiments.TellAsync(id, 1, new ToldTrial { Attempt = 1, Step = 1 }, Patience)).Stop);
        await Experiments.TellAsync(id, 1, new ToldTrial { Attempt = 1, Outcome = ToldOutcome.Left }, Patience);

        await Experiments.ResumeAsync(id, Patience);
        Assert.Equal(2, (await Experiments.AskAsync(id, "script", Lease, Patience)).Trial!.Attempt);
        await Experiments.CancelTrialAsync(id, 1, Patience);
        Assert.Equal(StopReason.Superseded, (await Experiments.TellAsync(id, 1, new ToldTrial { Attempt = 2, Step = 2 }, Patience)).Stop);
        Assert.Equal(ExperimentState.Completed, (await EndOf(id)).State);
    }

    [Fact]
    public async Task No_more_are_given_out_at_once_than_the_spec_allows()
    {
        var id = await Experiments.SubmitAsync(External() with { Resources = new ResourceSpec { Parallel = 2 } }, Patience);
        Assert.NotNull((await Experiments.AskAsync(id, "a", Lease, Patience)).Trial);
        Assert.NotNull((await Experiments.AskAsync(id, "b", Lease, Patience)).Trial);
        var answer = await Experiments.AskAsync(id, "c", Lease, Patience);
        Assert.Equal((null, false), (answer.Trial, answer.IsOver));
        Assert.StartsWith("all trials are given out", answer.Reason);
    }

    [Fact]
    public async Task Trials_of_slots_cannot_be_asked_for_and_faults_are_told_together()
    {
        var slots = await Experiments.SubmitAsync(Three(), Patience);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.AskAsync(slots, "script", Lease, Patience));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.TellAsync(slots, 1, new ToldTrial { Attempt = 1 }, Patience));
        await Assert.ThrowsAsync<UnknownExperimentException>(() => Experiments.AskAsync("none", "script", Lease, Patience));

        var id = await Experiments.SubmitAsync(External(1), Patience);
        var asked = await Assert.ThrowsAsync<InvalidSpecException>(() => Experiments.AskAsync(id, "", TimeSpan.FromDays(2), Patience));
        Assert.Equal(["worker", "lease"], asked.Errors.Select(error => error.Path));
        var told = await Assert.ThrowsAsync<InvalidSpecException>(() => Experiments.TellAsync(id, 1, new ToldTrial { Attempt = 0, Points = [new("", -1, 0)] }, Patience));
        Assert.Equal(["attempt", "points[0].metric", "points[0].step"], told.Errors.Select(error => error.Path));
        await EndOf(slots);
    }

    [Fact]
    public async Task Added_trials_come_before_what_the_search_proposes()
    {
        var id = await Experiments.SubmitAsync(External(), Patience);
        var first = (await Experiments.AskAsync(id, "script", Lease, Patience)).Trial!;
        IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> points =
            [new Dictionary<string, JsonElement> { ["x"] = JsonSerializer.SerializeToElement(0.1) }, new Dictionary<string, JsonElement>()];
        Assert.Equal([2, 3], await Experiments.EnqueueAsync(id, points, Patience));

        var second = (await Experiments.AskAsync(id, "script", Lease, Patience)).Trial!;
        var third = (await Experiments.AskAsync(id, "script", Lease, Patience)).Trial!;
        Assert.Equal((1, 2, 3), (first.Number, second.Number, third.Number));
        Assert.Equal("0.1", second.Choices["x"].GetRawText());
        Assert.InRange(third.Choices["x"].GetDouble(), -1, 1);
        Assert.Null((await Experiments.AskAsync(id, "script", Lease, Patience)).Trial);

        var faulty = await Assert.ThrowsAsync<InvalidSpecException>(() => Experiments.EnqueueAsync(id, [new Dictionary<string, JsonElement> { ["y"] = points[0]["x"] }], Patience));
        Assert.Equal("points[0]", Assert.Single(faulty.Errors).Path);
    }
}
