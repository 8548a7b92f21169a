using System.Text;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Silo.Tests;

namespace ActorTraining.Client.Tests.Conformance;

public abstract partial class ExperimentsConformance
{
    [Fact]
    public async Task An_experiment_runs_to_its_end_and_tells_everything_about_itself()
    {
        var spec = Three() with { Description = "three rates", Tags = ["quick"], Seed = 7 };
        var info = await Experiments.GetAsync(await Ended(spec), Patience);

        Assert.Equal(spec, info.Spec);
        Assert.Equal((ExperimentState.Completed, 3, 3, 9.0, null), (info.State, info.Planned, info.BestTrial, info.BestValue, info.Parent));
        Assert.Equal(new Dictionary<TrialState, int> { [TrialState.Completed] = 3 }, info.Counts);
        Assert.NotNull(info.Ended);
        Assert.True(info.LastEvent > 0);
    }

    [Fact]
    public async Task The_text_that_a_spec_was_read_from_is_kept()
    {
        const string yaml = "# with a remark\nname: read\njob: count\nparams: { steps: 1 }\nobjective: { metric: value, direction: maximize }\n";
        var submitted = SpecYaml.Read(yaml, CountJob.Catalog());
        var spec = (await Experiments.GetAsync(await Ended(submitted), Patience)).Spec;

        Assert.Equal(submitted, spec);
        Assert.Equal(SourceOf(submitted), spec.Source);
    }

    /// <summary>What is kept of the text of a spec whose job only this test knows.</summary>
    protected virtual string? SourceOf(ExperimentSpec spec) => spec.Source;

    [Fact]
    public async Task Experiments_are_listed_by_what_is_asked_for_the_newest_first()
    {
        var first = await Ended(Spec(new { steps = 1 }, "Letters") with { Tags = ["old"] });
        var second = await Ended(Spec(new { steps = 1 }, "Digits"));

        var third = await Held();

        async Task<string> List(ExperimentQuery query)
        {
            var page = await Experiments.ListAsync(query, Patience);
            return $"{string.Join(' ', page.Items.Select(info => info.Id))} of {page.Total}";
        }

        Assert.Equal($"{third} {second} {first} of 3", await List(new ExperimentQuery()));
        Assert.Equal($"{second} {first} of 2", await List(new ExperimentQuery { States = [ExperimentState.Completed, ExperimentState.Failed] }));
        Assert.Equal($"{first} of 1", await List(new ExperimentQuery { NameContains = "etter" }));
        Assert.Equal($"{first} of 1", await List(new ExperimentQuery { Tag = "old" }));
        Assert.Equal($"{first} of 1", await List(new ExperimentQuery { Text = "OLD letters" }));
        Assert.Equal(" of 0", await List(new ExperimentQuery { Job = "classifier" }));
        Assert.Equal($"{second} of 3", await List(new ExperimentQuery { Offset = 1, Limit = 1 }));
    }

    [Fact]
    public async Task Trials_come_in_the_order_and_the_choice_that_is_asked_for()
    {
        var experiment = await Ended();

        async Task<string> Trials(TrialQuery query)
        {
            var page = await Experiments.TrialsAsync(experiment, query, Patience);
            return $"{string.Join(' ', page.Items.Select(trial => trial.Number))} of {page.Total}";
        }

        Assert.Equal("1 2 3 of 3", await Trials(new TrialQuery()));
        Assert.Equal("3 2 of 3", await Trials(new TrialQuery { BestFirst = true, Limit = 2 }));
        Assert.Equal("1 2 3 of 3", await Trials(new TrialQuery { Sort = TrialField.Objective }));
        Assert.Equal("3 2 1 of 3", await Trials(new TrialQuery { Sort = TrialField.Parameter("lr"), Descending = true }));
        Assert.Equal("2 3 of 2", await Trials(new TrialQuery { Filters = [TrialFilter.Parse("param:lr>=2")] }));
        Assert.Equal(" of 0", await Trials(new TrialQuery { States = [TrialState.Failed, TrialState.Running] }));
        Assert.Equal("3 of 3", await Trials(new TrialQuery { Offset = 2, Limit = 5 }));
        var trial = (await Experiments.TrialsAsync(experiment, new TrialQuery { BestFirst = true, Limit = 1 }, Patience)).Items[0];
        Assert.Equal((3.0, 3L, "step", 9.0, "3"), (trial.Step, trial.Steps, trial.Unit, trial.Objective, trial.Choices["lr"].GetRawText()));
        Assert.Equal(9.0, trial.Metrics["value"]);
    }

    [Fact]
    public async Task Metrics_keep_their_order_and_their_infinities()
    {
        var experiment = await Ended(Spec(new { steps = 20, lr = new { grid = (double[])[1, 1e308] } }));
        var all = await Experiments.MetricsAsync(experiment, new MetricQuery(), Patience);

        Assert.Equal([(1, "value"), (2, "value")], all.Select(series => (series.Trial, series.Metric)));
        Assert.Equal(Enumerable.Range(1, 20).Select(step => (long)step), all[0].Steps);
        Assert.Equal([1e308, double.PositiveInfinity], all[1].Values.Take(2));
        Assert.Equal(all[0].Seconds!.Order(), all[0].Seconds);
        Assert.Null(all[0].Times);
        var timed = (await Experiments.MetricsAsync(experiment, new MetricQuery { Trials = [1], Times = true }, Patience))[0].Times!;
        var attempt = Assert.Single(await Experiments.AttemptsAsync(experiment, 1, Patience));
        Assert.Equal(attempt.Started.AddSeconds(all[0].Seconds![3]), timed[3]);
        Assert.InRange(Assert.Single(await Experiments.MetricsAsync(experiment, new MetricQuery { Trials = [1], Metrics = ["value"], MaxPoints = 6 }, Patience)).Steps.Count, 1, 6);
        Assert.Empty(await Experiments.MetricsAsync(experiment, new MetricQuery { Metrics = ["none"] }, Patience));
        Assert.Empty(await Experiments.MetricsAsync(experiment, new MetricQuery { Trials = [] }, Patience));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Experiments.MetricsAsync(experiment, new MetricQuery { MaxPoints = 1 }, Patience));
    }

    [Fact]
    public async Task Files_of_trials_are_listed_and_read()
    {
        var experiment = await Ended();

        Assert.Equal([1, 2, 3], (await Experiments.ArtifactsAsync(experiment, cancel: Patience)).Select(file => file.Trial));
        var file = Assert.Single(await Experiments.ArtifactsAsync(experiment, 2, Patience));
        Assert.Equal(("result.txt", "text/plain", 4L), (file.Name, file.MediaType, file.Size));
        await using (var content = await Experiments.OpenArtifactAsync(experiment, 2, "result.txt", Patience))
        using (var reader = new StreamReader(content, Encoding.UTF8))
            Assert.Equal("done", await reader.ReadToEndAsync(Patience));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Experiments.OpenArtifactAsync(experiment, 2, "none.txt", Patience));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Experiments.OpenArtifactAsync(experiment, 9, "result.txt", Patience));
        Assert.Empty(await Experiments.ArtifactsAsync(experiment, 9, Patience));
    }

    [Fact]
    public async Task Attempts_tell_where_a_trial_ran()
    {
        var experiment = await Ended();

        var attempt = Assert.Single(await Experiments.AttemptsAsync(experiment, 2, Patience));
        Assert.Equal((2, 1, 0L, "completed", null), (attempt.Trial, attempt.Attempt, attempt.From, attempt.End, attempt.Error));
        Assert.Empty(await Experiments.AttemptsAsync(experiment, 9, Patience));
    }

    [Fact]
    public async Task Events_come_once_and_in_their_order_and_end_with_the_experiment()
    {
        var experiment = await Held();
        var seen = new List<ExperimentEvent>();
        var watching = Task.Run(async () =>
        {
            await foreach (var happened in Experiments.WatchAsync(experiment, 0, Patience))
            {
                seen.Add(happened);
                Release();
            }
        }, Patience);
        await watching.WaitAsync(Patience);

        var last = (await Experiments.GetAsync(experiment, Patience)).LastEvent;
        var stored = seen.Where(happened => happened.Sequence > 0).ToList();
        Assert.Equal(Enumerable.Range(1, (int)last).Select(sequence => (long)sequence), stored.Select(happened => happened.Sequence));
        Assert.Equal(ExperimentState.Completed, Assert.IsType<ExperimentChanged>(stored[^1]).State);
        Assert.Contains(seen.OfType<TrialProgressed>().SelectMany(progress => progress.Points), point => point is { Metric: "value", Step: 3 });

        Assert.Equal([last], await Experiments.WatchAsync(experiment, last - 1, Patience).Select(happened => happened.Sequence).ToListAsync(Patience));
        Assert.Empty(await Experiments.WatchAsync(experiment, last, Patience).ToListAsync(Patience));
    }

    [Fact]
    public async Task Whoever_watches_may_leave()
    {
        var experiment = await Held();
        using var leave = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Experiments.WatchAsync(experiment, 0, leave.Token))
                await leave.CancelAsync();
        });
        Assert.Null((await Experiments.GetAsync(experiment, Patience)).Ended);
    }

    [Fact]
    public async Task The_cluster_shows_its_slots_and_what_runs_on_them()
    {
        var experiment = await Held();

        var cluster = await Experiments.ClusterAsync(Patience);
        var slots = Assert.Single(cluster.Silos).Slots;
        // The silo tells with its next heartbeat that a leased slot runs.
        Assert.All(slots, slot => Assert.True(slot.State is SlotState.Leased or SlotState.Running && slot.Experiment == experiment, slot.ToString()));
        Assert.Equal(2, slots.Count);
    }
}
