using System.Text.Json;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Specs;

/// <summary>Cloning a spec, and changing a parameter of a running trial.</summary>
public class SpecChangesTests
{
    private static readonly ExperimentSpec Original = SpecYaml.Read(TestSpec.Yaml, TestCatalog.Jobs);

    [Fact]
    public void A_clone_differs_in_what_was_changed_and_the_original_stays()
    {
        var before = SpecYaml.Write(Original);

        var clone = Clone(Original, "name=Digits, slower", "params.optimizer.lr={grid: [0.01, 0.1]}", "limits.duration=2h", "checkpoints.every=30s", "seed=7");

        Assert.Equal("Digits, slower", clone.Name);
        Assert.Equal("""{"kind":"sgd","lr":{"grid":[0.01,0.1]}}""", clone.Parameters.GetProperty("optimizer").GetRawText());
        Assert.Equal((TimeSpan.FromHours(2), TimeSpan.FromSeconds(30), 7UL), (clone.Limits.Duration, clone.Checkpoints.Every, clone.Seed));
        Assert.Null(clone.Source);
        Assert.Equal((before, TestSpec.Yaml), (SpecYaml.Write(Original), Original.Source));
    }

    [Fact]
    public void A_spec_that_came_from_elsewhere_can_be_extended_though_its_lists_are_others()
    {
        var stored = Original with { Search = TestSpec.Random(2), Scheduler = new SchedulerSpec { Metric = new List<string>() } };

        var (extended, _) = SpecChanges.Extend(stored, [SpecOverride.Parse("search.trials=3")], TestCatalog.Jobs);

        Assert.Equal(3, extended.Search.Trials);
    }

    [Fact]
    public void A_clone_without_changes_asks_for_the_same()
    {
        Assert.Equal(Original, Clone(Original));
        Assert.Null(Clone(Original).Source);
    }

    [Fact]
    public void All_faults_of_a_clone_are_told_at_once() => Assert.Equal(
        [
            "spec.params.dataset.name: cannot be set, since spec.params.dataset is not an object with keys; set spec.params.dataset as a whole",
            "spec.params.optimizer.lr: -1 is not greater than 0",
            "spec.params.epoch: unknown parameter; did you mean 'epochs'?",
            "spec.limits.duration: 'soon' is not a duration such as 30s, 10m or 1h30m",
        ],
        Errors(() => Clone(Original, "params.optimizer.lr=-1", "params.epoch=2", "params.dataset.name=mnist", "limits.duration=soon")));

    [Fact]
    public void A_clone_for_another_metric_takes_the_direction_that_is_the_metrics_own()
    {
        Assert.Equal(Objective.Minimize("test.loss"), Clone(Original, "objective.metric=test.loss").Objective);
        Assert.Equal(Objective.Minimize("test.loss"), Clone(Original, "objective=test.loss").Objective);
        var upsideDown = Original with { Objective = Objective.Minimize("test.accuracy") };
        Assert.Equal(Objective.Minimize("test.accuracy"), Clone(upsideDown, "name=x").Objective);
    }

    [Theory]
    [InlineData("optimizer.lr", "0.01")]
    [InlineData("optimizer.momentum", "0.9")]
    public void A_parameter_that_the_job_declares_can_change_while_a_trial_runs(string path, string value) =>
        Assert.Empty(Faults(TestSpec.Of(new { kind = "sgd", lr = 0.1 }), path, value));

    [Theory]
    [InlineData("optimizer.lr", "-1", "spec.params.optimizer.lr: -1 is not greater than 0")]
    [InlineData("optimizer.lr", "\"fast\"", "spec.params.optimizer.lr: 'fast' is not a number")]
    [InlineData("optimizer.lr", "{\"grid\":[0.1]}", "spec.params.optimizer.lr: an object is not a number")]
    [InlineData("optimizer.lr", "null", "spec.params.optimizer.lr: nothing is not a number")]
    [InlineData("optimizer.momentum", "1", "spec.params.optimizer.momentum: 1 is not less than 1")]
    [InlineData("batch", "64", "spec.params.batch: cannot change while a trial runs; only 'optimizer.lr' and 'optimizer.momentum' can")]
    [InlineData("lr", "1", "spec.params.lr: cannot change while a trial runs; did you mean 'optimizer.lr'? (only 'optimizer.lr' and 'optimizer.momentum' can)")]
    [InlineData("params.optimizer.lr", "1", "spec.params.params.optimizer.lr: cannot change while a trial runs; did you mean 'optimizer.lr'? (only 'optimizer.lr' and 'optimizer.momentum' can)")]
    public void Whatever_else_is_refused(string path, string value, string expected) =>
        Assert.Equal([expected], Faults(TestSpec.Of(new { kind = "sgd", lr = 0.1 }), path, value));

    [Fact]
    public void A_value_has_to_fit_what_the_trials_of_the_experiment_have()
    {
        var adam = TestSpec.Of("adam");
        Assert.Empty(Faults(adam, "optimizer.lr", "1"));
        Assert.Equal(["spec.params.optimizer.momentum: is no parameter of these trials"], Faults(adam, "optimizer.momentum", "0.5"));

        foreach (var either in new object[]
        {
            new { choice = new object[] { "adam", new { kind = "sgd", lr = 0.1 } } },
            new { kind = new { grid = new[] { "adam", "sgd" } }, lr = 0.1 },
        })
        {
            Assert.Empty(Faults(TestSpec.Of(either), "optimizer.momentum", "0.5"));
            Assert.Equal(["spec.params.optimizer.lr: 0 is not greater than 0"], Faults(TestSpec.Of(either), "optimizer.lr", "0"));
        }
    }

    [Fact]
    public void A_job_may_have_nothing_that_can_change()
    {
        var check = Original with { Job = "gradient-check", Parameters = ParameterValue.Of(new { }) };

        Assert.Equal(
            ["spec.params.shapes: cannot change while a trial runs; the job 'gradient-check' has no parameter that can"],
            Faults(check, "shapes", "3"));
        Assert.Equal(["spec.job: 'gone' is unknown; known: 'classifier' and 'gradient-check'"], Faults(check with { Job = "gone" }, "shapes", "3"));
    }

    private static ExperimentSpec Clone(ExperimentSpec original, params string[] changes) =>
        SpecChanges.Clone(original, [.. changes.Select(SpecOverride.Parse)], TestCatalog.Jobs);

    private static IEnumerable<string> Errors(Action attempt) =>
        Assert.Throws<InvalidSpecException>(attempt).Errors.Select(error => error.ToString());

    private static IEnumerable<string> Faults(ExperimentSpec spec, string path, string value) =>
        SpecChanges.CheckAdjustment(spec, path, JsonDocument.Parse(value).RootElement, TestCatalog.Jobs).Select(error => error.ToString());
}
