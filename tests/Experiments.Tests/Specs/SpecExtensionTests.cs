using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Specs;

/// <summary>What may change when an ended experiment goes on.</summary>
public class SpecExtensionTests
{
    // 20 trials of 16 epochs at random.
    private static readonly ExperimentSpec Random =
        TestSpec.Of(new { kind = "sgd", lr = Vary.LogUniform(0.01, 1) }, batch: Vary.Grid(16, 32), epochs: 16) with { Search = TestSpec.Random(20) };

    // Two by two trials.
    private static readonly ExperimentSpec Grid =
        TestSpec.Of(new { kind = "sgd", lr = Vary.Grid(0.1, 1) }, batch: Vary.Grid(16, 32), epochs: 16) with { Search = TestSpec.Grid() };

    // Nothing to search: 20 seeds.
    private static readonly ExperimentSpec Fixed = TestSpec.Of(new { kind = "sgd", lr = 0.01 }, batch: 32, epochs: 16) with { Search = TestSpec.Random(20) };

    private static readonly object Model = new { layers = new[] { "relu" } };

    [Fact]
    public void More_trials_come_after_those_that_there_are()
    {
        var (spec, length) = Extend(Random with { Source = "as it was written" }, "search.trials=30");

        Assert.Equal((30, null, null), (spec.Search.Trials, length, spec.Source));
        Assert.Equal(TestSpec.ProposalsOf(Random), TestSpec.ProposalsOf(spec).Take(20));
    }

    [Fact]
    public void Longer_trials_are_told_by_the_parameter_that_says_how_long_they_are()
    {
        var (spec, length) = Extend(Grid, "params.epochs=32");

        Assert.Equal((32, "epochs"), (spec.Parameters.GetProperty("epochs").GetInt32(), length));
        Assert.Equal(TestSpec.ProposalsOf(Grid), TestSpec.ProposalsOf(spec));
    }

    [Fact]
    public void A_length_that_was_left_out_rises_from_its_default()
    {
        var original = SpecYaml.Read(TestSpec.Yaml, TestCatalog.Jobs);

        Assert.Equal("epochs", Extend(original, "params.epochs=11").Length);
        Assert.Equal(["spec.params.epochs: 9 is less than 10; it can only be raised when an experiment is extended"], Errors(original, "params.epochs=9"));
    }

    [Fact]
    public void Limits_resources_and_checkpoints_change_along_with_it()
    {
        var (spec, length) = Extend(Random, "params.epochs=20", "search.trials=21", "limits={failures: 3}", "limits.trial_duration=10m", "resources.parallel=4", "checkpoints.keep=1");

        Assert.Equal("epochs", length);
        Assert.Equal(new LimitSpec { Failures = 3, TrialDuration = TimeSpan.FromMinutes(10) }, spec.Limits);
        Assert.Equal((4, 1, 21), (spec.Resources.Parallel, spec.Checkpoints.Keep, spec.Search.Trials));
    }

    [Theory]
    [InlineData("params.batch=64", "spec.params.batch")]
    [InlineData("params.optimizer.lr=0.1", "spec.params.optimizer.lr")]
    [InlineData("params.optimizer=adam", "spec.params.optimizer")]
    [InlineData("params.shuffle=false", "spec.params.shuffle")]
    [InlineData("params.model.init.biases=normal", "spec.params.model.init.biases")]
    [InlineData("name=other", "spec.name")]
    [InlineData("tags=[a]", "spec.tags")]
    [InlineData("objective=test.loss", "spec.objective.metric", "spec.objective.direction")]
    [InlineData("search={algorithm: grid, trials: 30}", "spec.search.algorithm")]
    [InlineData("constraints=[params.batch < 64]", "spec.constraints")]
    [InlineData("seed=1", "spec.seed")]
    public void Whatever_makes_other_trials_cannot_change(string change, params string[] places) => Assert.Equal(
        places.Select(place => $"{place}: cannot change when an experiment is extended; clone it instead"),
        Errors(Fixed, change, "search.trials=30"));

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(
        [
            "spec.params.epoch: unknown parameter; did you mean 'epochs'?",
            "spec.limits.duration: 'soon' is not a duration such as 30s, 10m or 1h30m",
            "spec.params.batch: cannot change when an experiment is extended; clone it instead",
            "spec.params.epochs: 8 is less than 16; it can only be raised when an experiment is extended",
            "spec.search.trials: 10 is less than 20; it can only be raised when an experiment is extended",
        ],
        Errors(Random, "params.epoch=32", "limits.duration=soon", "params.batch=64", "params.epochs=8", "search.trials=10"));

    [Theory]
    [InlineData("params.batch={grid: [16, 32]}")]
    [InlineData("params.epochs=16.0")]
    [InlineData("objective=test.accuracy")]
    public void What_is_set_to_what_it_was_is_no_change(string change) =>
        Assert.Equal((30, null), Extend(Random, change, "search.trials=30") is var (spec, length) ? (spec.Search.Trials, length) : default);

    [Theory]
    [InlineData("params.epochs={grid: [32, 64]}", "spec.params.epochs: has to be a plain number when an experiment is extended")]
    [InlineData("params.epochs=many", "spec.params.epochs: 'many' is not a whole number")]
    [InlineData("search.trials=0", "spec.search.trials: 0 is not at least 1")]
    [InlineData("search.trial=30", "spec.search.trial: unknown key; did you mean 'trials'?")]
    public void A_raised_value_is_validated(string change, string expected) => Assert.Equal([expected], Errors(Random, change));

    [Fact]
    public void A_length_that_varies_between_trials_stays() => Assert.Equal(
        ["spec.params.epochs: cannot change when an experiment is extended, since it is not one number for all trials; clone it instead"],
        Errors(TestSpec.Of("adam", epochs: Vary.Grid(5, 10)), "params.epochs=20"));

    [Fact]
    public void A_length_on_which_a_constraint_depends_stays() => Assert.Equal(
        ["spec.params.epochs: cannot change when an experiment is extended, since spec.constraints[1] depends on it; clone it instead"],
        Errors(Grid with { Constraints = ["params.batch < 64", "params.epochs * params.batch < 1000"] }, "params.epochs=20"));

    [Fact]
    public void A_job_without_a_length_gets_more_trials_only()
    {
        var check = TestSpec.Of("adam") with
        {
            Job = "gradient-check",
            Parameters = ParameterValue.Of(new { shapes = Vary.Int(1, 9) }),
            Objective = Objective.Minimize("error"),
            Search = TestSpec.Random(2),
        };

        Assert.Equal((3, null), Extend(check, "search.trials=3") is var (spec, length) ? (spec.Search.Trials, length) : default);
        Assert.Equal(["spec: these changes leave nothing to do; raise search.trials (now 2)"], Errors(check));
        Assert.Equal(
            ["spec: cannot be extended: a grid that ran to its end cannot get more trials, and its trials have no length to raise; clone it instead"],
            Errors(check with { Search = TestSpec.Grid() }));
    }

    [Fact]
    public void Extending_by_nothing_says_what_can_be_raised()
    {
        Assert.Equal(["spec: these changes leave nothing to do; raise search.trials (now 20) or params.epochs (now 16)"], Errors(Random));
        Assert.Equal(["spec: these changes leave nothing to do; raise search.trials (now 20) or params.epochs (now 16)"], Errors(Random, "limits.duration=1d"));
        Assert.Equal(["spec: these changes leave nothing to do; raise search.trials (now 3) or params.epochs (now 16)"], Errors(Grid with { Search = TestSpec.Grid(3) }));
        Assert.Equal(
            ["spec: these changes leave nothing to do; raise params.epochs (now 16); a grid that ran to its end cannot get more trials"],
            Errors(Grid));
        Assert.Equal(
            ["spec: cannot be extended: a grid that ran to its end cannot get more trials, and params.epochs stays as it is, since it is not one number for all trials; clone it instead"],
            Errors(TestSpec.Of("adam", epochs: Vary.Grid(5, 10))));
    }

    [Fact]
    public void A_grid_that_was_cut_short_goes_on_to_its_end_and_not_beyond()
    {
        var cut = Grid with { Search = TestSpec.Grid(3) };

        Assert.Equal(4, Planned(Extend(cut, "search.trials=4").Spec));
        Assert.Equal(4, Planned(Extend(cut, "search.trials=100").Spec));
        Assert.Equal(4, Planned(Extend(cut, "search=grid").Spec));
        Assert.Equal(["spec.search.trials: 2 is less than 3; it can only be raised when an experiment is extended"], Errors(cut, "search.trials=2"));
        Assert.Equal(["spec.search.trials: 5 would add no trial; a grid that ran to its end cannot get more trials"], Errors(Grid, "search.trials=5", "params.epochs=20"));
        Assert.Equal(["spec.search.trials: 3 is less than 4; it can only be raised when an experiment is extended"], Errors(Grid, "search.trials=3", "params.epochs=20"));
    }

    [Fact]
    public void Of_a_huge_grid_that_its_constraints_empty_no_more_is_promised()
    {
        var huge = Grid with
        {
            Parameters = ParameterValue.Of(new { dataset = "mnist", model = Model, optimizer = "adam", batch = Vary.Int(1, 300_000), epochs = 16 }),
            Search = TestSpec.Grid(2),
            Constraints = ["params.batch <= 2"],
        };

        Assert.Equal(["spec: these changes leave nothing to do; raise params.epochs (now 16); a grid that ran to its end cannot get more trials"], Errors(huge));
    }

    [Fact]
    public void A_spec_that_this_build_does_not_understand_is_refused() =>
        Assert.Equal(["spec.job: 'gone' is unknown; known: 'classifier' and 'gradient-check'"], Errors(Random with { Job = "gone" }, "search.trials=30"));

    private static (ExperimentSpec Spec, string? Length) Extend(ExperimentSpec original, params string[] changes) =>
        SpecChanges.Extend(original, [.. changes.Select(SpecOverride.Parse)], TestCatalog.Jobs);

    private static IEnumerable<string> Errors(ExperimentSpec original, params string[] changes) =>
        Assert.Throws<InvalidSpecException>(() => { Extend(original, changes); }).Errors.Select(error => error.ToString());

    private static int? Planned(ExperimentSpec spec) => SearchAlgorithms.Create(spec, TestCatalog.Jobs).Planned;
}
