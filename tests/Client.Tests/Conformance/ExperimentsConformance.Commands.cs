using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Client.Tests.Conformance;

public abstract partial class ExperimentsConformance
{
    [Fact]
    public async Task A_spec_with_faults_is_refused_with_all_of_them()
    {
        var spec = Spec(new { steps = 0, lrr = 1 }) with { Limits = new LimitSpec { Retries = -1 } };
        var invalid = await Assert.ThrowsAsync<InvalidSpecException>(() => Experiments.SubmitAsync(spec, Patience));

        Assert.Equal(["spec.limits.retries", "spec.params.lrr", "spec.params.steps"], invalid.Errors.Select(error => error.Path).Order());
        Assert.Contains(invalid.Errors, error => error.Message.Contains("did you mean 'lr'?"));
        Assert.Equal(0, (await Experiments.ListAsync(new ExperimentQuery(), Patience)).Total);
    }

    [Fact]
    public async Task A_pause_takes_trials_back_and_a_resumption_lets_them_go_on()
    {
        var experiment = await Held();
        await Experiments.PauseAsync(experiment, Patience);
        await Experiments.PauseAsync(experiment, Patience);
        Assert.Equal(ExperimentState.Paused, (await Experiments.GetAsync(experiment, Patience)).State);

        Release();
        await Experiments.ResumeAsync(experiment, Patience);
        await Experiments.ResumeAsync(experiment, Patience);
        Assert.Equal(ExperimentState.Completed, (await EndOf(experiment)).State);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.PauseAsync(experiment, Patience));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.ResumeAsync(experiment, Patience));
    }

    [Fact]
    public async Task A_stopped_experiment_keeps_its_results_and_stopping_it_again_does_nothing()
    {
        var experiment = await Held();
        await Experiments.WatchAsync(experiment, 0, Patience).FirstAsync(happened => happened is TrialProgressed { Trial.Number: 1 }, Patience);
        await Experiments.StopAsync(experiment, Patience);
        var ended = await EndOf(experiment);
        await Experiments.StopAsync(experiment, Patience);

        Assert.Equal((ExperimentState.Stopped, 1.0), (ended.State, (await Experiments.MetricsAsync(experiment, new MetricQuery { Trials = [1] }, Patience))[0].Values[0]));
    }

    [Fact]
    public async Task A_cancelled_trial_is_the_only_one()
    {
        var experiment = await Held();
        await Experiments.CancelTrialAsync(experiment, 1, Patience);
        Release();
        var ended = await EndOf(experiment);

        Assert.Equal((2, 1), (ended.Counts[TrialState.Completed], ended.Counts[TrialState.Cancelled]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.CancelTrialAsync(experiment, 1, Patience));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.CancelTrialAsync(experiment, 9, Patience));
    }

    [Fact]
    public async Task A_clone_differs_in_what_was_asked_for_and_knows_its_parent()
    {
        var parent = await Ended();
        var clone = await Experiments.CloneAsync(parent, [SpecOverride.Parse("name=another \"one\""), SpecOverride.Parse("params.lr={grid: [5]}")], Patience);
        var info = await EndOf(clone);

        Assert.Equal((parent, "another \"one\"", 15.0, 1), (info.Parent, info.Spec.Name, info.BestValue, info.Planned));
        Assert.NotEqual(parent, await Experiments.CloneAsync(parent, [], Patience));
        var invalid = await Assert.ThrowsAsync<InvalidSpecException>(() => Experiments.CloneAsync(parent, [SpecOverride.Parse("params.steps=0"), SpecOverride.Parse("sed=1")], Patience));
        Assert.Equal(["spec.params.steps", "spec.sed"], invalid.Errors.Select(error => error.Path).Order());
    }

    [Fact]
    public async Task An_ended_experiment_goes_on_with_longer_trials()
    {
        var experiment = await Ended();
        await Experiments.ExtendAsync(experiment, [SpecOverride.Parse("params.steps=5")], Patience);
        Assert.Equal(15.0, (await EndOf(experiment)).BestValue);

        Assert.Equal(["spec.seed"], (await Assert.ThrowsAsync<InvalidSpecException>(() => Experiments.ExtendAsync(experiment, [SpecOverride.Parse("seed=1")], Patience)))
            .Errors.Select(error => error.Path));
    }

    [Fact]
    public async Task What_has_not_ended_is_neither_extended_nor_deleted()
    {
        var experiment = await Held();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.ExtendAsync(experiment, [SpecOverride.Parse("params.steps=5")], Patience));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.DeleteAsync(experiment, Patience));
    }

    [Fact]
    public async Task How_many_run_at_once_changes_while_they_run()
    {
        var experiment = await Held();
        await Experiments.ConfigureAsync(experiment, 1, 4, Patience);
        Assert.Equal((1, 4), Configured((await Experiments.GetAsync(experiment, Patience)).Spec));
        await Experiments.ConfigureAsync(experiment, null, 0, Patience);
        Assert.Equal((null, 0), Configured((await Experiments.GetAsync(experiment, Patience)).Spec));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Experiments.ConfigureAsync(experiment, 0, 0, Patience));
        Release();
        await EndOf(experiment);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.ConfigureAsync(experiment, 1, 0, Patience));

        static (int? Parallel, int Priority) Configured(ExperimentSpec spec) => (spec.Resources.Parallel, spec.Resources.Priority);
    }

    [Fact]
    public async Task A_trial_takes_another_value_at_its_next_step()
    {
        var experiment = await Held();
        await Experiments.AdjustAsync(experiment, 1, "lr", JsonSerializer.SerializeToElement(100), Patience);
        Release();
        await EndOf(experiment);

        var trial = (await Experiments.TrialsAsync(experiment, new TrialQuery { Limit = 1 }, Patience)).Items[0];
        var adjustment = Assert.Single(trial.Adjustments);
        Assert.Equal(("lr", "100", 3L, 300.0), (adjustment.Path, adjustment.Value.GetRawText(), adjustment.Step, trial.Objective));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Experiments.AdjustAsync(experiment, 1, "lr", JsonSerializer.SerializeToElement(1), Patience));
        Assert.Equal(["spec.params.lr"], (await Assert.ThrowsAsync<InvalidSpecException>(() => Experiments.AdjustAsync(experiment, 1, "lr", JsonSerializer.SerializeToElement(-1), Patience)))
            .Errors.Select(error => error.Path));
        Assert.Equal(["spec.params.steps"], (await Assert.ThrowsAsync<InvalidSpecException>(() => Experiments.AdjustAsync(experiment, 1, "steps", JsonSerializer.SerializeToElement(9), Patience)))
            .Errors.Select(error => error.Path));
    }

    [Fact]
    public async Task A_deleted_experiment_is_gone()
    {
        var experiment = await Ended();
        await Experiments.DeleteAsync(experiment, Patience);

        await Assert.ThrowsAsync<UnknownExperimentException>(() => Experiments.GetAsync(experiment, Patience));
        Assert.Equal(0, (await Experiments.ListAsync(new ExperimentQuery(), Patience)).Total);
    }

    [Fact]
    public async Task What_does_not_exist_is_unknown_to_every_member()
    {
        const string none = "no such one";
        var changes = (IReadOnlyList<SpecOverride>)[SpecOverride.Parse("params.steps=5")];
        Func<Task>[] members =
        [
            () => Experiments.GetAsync(none, Patience),
            () => Experiments.TrialsAsync(none, new TrialQuery(), Patience),
            () => Experiments.MetricsAsync(none, new MetricQuery(), Patience),
            () => Experiments.ArtifactsAsync(none, null, Patience),
            () => Experiments.ArtifactsAsync(none, 1, Patience),
            () => Experiments.OpenArtifactAsync(none, 1, "a", Patience),
            () => Experiments.WatchAsync(none, 0, Patience).ToListAsync(Patience).AsTask(),
            () => Experiments.AttemptsAsync(none, 1, Patience),
            () => Experiments.PauseAsync(none, Patience),
            () => Experiments.ResumeAsync(none, Patience),
            () => Experiments.StopAsync(none, Patience),
            () => Experiments.CancelTrialAsync(none, 1, Patience),
            () => Experiments.CloneAsync(none, changes, Patience),
            () => Experiments.ExtendAsync(none, changes, Patience),
            () => Experiments.ConfigureAsync(none, 1, 0, Patience),
            () => Experiments.AdjustAsync(none, 1, "lr", JsonSerializer.SerializeToElement(1), Patience),
            () => Experiments.DeleteAsync(none, Patience),
        ];
        foreach (var member in members)
            Assert.Equal(none, (await Assert.ThrowsAsync<UnknownExperimentException>(member)).Experiment);
    }
}
