using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Specs;

public class SpecValidatorTests
{
    [Theory]
    [InlineData("name: Digits", "name: ''", "spec.name: is empty (line 1)")]
    [InlineData("name: Digits", "name: 7", "spec.name: 7 is not a text; put it in quotes (line 1)")]
    [InlineData("name: Digits", "nam: Digits\nname: Digits", "spec.nam: unknown key; did you mean 'name'? (line 1)")]
    [InlineData("job: classifier", "job: clasifier", "spec.job: 'clasifier' is unknown; did you mean 'classifier'? (line 2)")]
    [InlineData("test.accuracy", "test.acuracy", "spec.objective: 'test.acuracy' is unknown; did you mean 'test.accuracy'? (line 7)")]
    [InlineData("test.accuracy", "{ metric: accuracy }", "spec.objective.metric: 'accuracy' is unknown; did you mean 'test.accuracy'? (line 7)")]
    [InlineData("test.accuracy", "{ metric: test.loss, direction: minimise }", "spec.objective.direction: 'minimise' is unknown; did you mean 'minimize'? (line 7)")]
    [InlineData("test.accuracy", "lr", "spec.objective.direction: is missing; 'lr' is not better either way by itself, so give maximize or minimize (line 7)")]
    [InlineData("test.accuracy", "test.accuracy\nsearch: gird", "spec.search: 'gird' is unknown; did you mean 'grid'? (line 8)")]
    [InlineData("test.accuracy", "test.accuracy\nsearch: random", "spec.search: 'random' needs 'trials'; write { algorithm: random, trials: ... } (line 8)")]
    [InlineData("test.accuracy", "test.accuracy\nsearch: { algorithm: random }", "spec.search.trials: is missing (line 8)")]
    [InlineData("test.accuracy", "test.accuracy\nsearch: { algorithm: random, trials: 0 }", "spec.search.trials: 0 is not at least 1 (line 8)")]
    [InlineData("test.accuracy", "test.accuracy\nsearch: { algorithm: grid, trial: 3 }", "spec.search.trial: unknown key; did you mean 'trials'? (line 8)")]
    [InlineData("test.accuracy", "test.accuracy\nscheduler: ashe", "spec.scheduler: 'ashe' is unknown; did you mean 'asha'? (line 8)")]
    [InlineData("test.accuracy", "test.accuracy\nresources: { parallel: 0 }", "spec.resources.parallel: 0 is not at least 1 (line 8)")]
    [InlineData("test.accuracy", "test.accuracy\nlimits: { retries: -1 }", "spec.limits.retries: -1 is not at least 0 (line 8)")]
    [InlineData("test.accuracy", "test.accuracy\nlimits: { retry: 1 }", "spec.limits.retry: unknown key; did you mean 'retries'? (line 8)")]
    [InlineData("test.accuracy", "test.accuracy\nseed: 1.5", "spec.seed: 1.5 is not a whole number (line 8)")]
    [InlineData("test.accuracy", "test.accuracy\ntags: mnist", "spec.tags: 'mnist' is not a list (line 8)")]
    [InlineData("lr: 0.1", "lr: -0.1", "spec.params.optimizer.lr: -0.1 is not greater than 0 (line 6)")]
    [InlineData("lr: 0.1", "learning_rate: 0.1, lr: 1", "spec.params.optimizer.learning_rate: unknown parameter; did you mean 'lr'? (line 6)")]
    [InlineData("lr: 0.1", "lr: 0.1, momentum: ", "spec.params.optimizer.momentum: has no value (line 6)")]
    [InlineData("optimizer: { kind: sgd, lr: 0.1 }", "optimizer: sgd", "spec.params.optimizer: 'sgd' needs 'lr'; write { kind: sgd, lr: ... } (line 6)")]
    [InlineData("dataset: mnist", "dataset: minst", "spec.params.dataset: 'minst' is unknown; did you mean 'mnist'? (line 4)")]
    public void A_fault_is_told_with_its_path_and_its_rule(string valid, string faulty, string expected) =>
        Assert.Equal([expected], TestSpec.FaultsOf(TestSpec.Yaml.Replace(valid, faulty)));

    [Theory]
    [InlineData("{ grid: [0.1, -0.1, 0] }", "spec.params.optimizer.lr.grid[1]: -0.1 is not greater than 0", "spec.params.optimizer.lr.grid[2]: 0 is not greater than 0")]
    [InlineData("{ grid: [0.1, fast] }", "spec.params.optimizer.lr.grid[1]: 'fast' is not a number")]
    [InlineData("{ grid: [] }", "spec.params.optimizer.lr.grid: is empty; give at least one value")]
    [InlineData("{ grid: 0.1 }", "spec.params.optimizer.lr.grid: 0.1 is not a list of values; write { grid: [ ... ] }")]
    [InlineData("{ choice: [{ grid: [1, 2] }] }", "spec.params.optimizer.lr.choice[0]: is a search expression itself; write its values into this list")]
    [InlineData("{ gird: [0.1, 1] }", "spec.params.optimizer.lr: 'gird' is not a search expression; did you mean 'grid'?")]
    [InlineData("{ grid: [0.1], step: 1 }", "spec.params.optimizer.lr: a search expression has a single key; keep 'grid' and remove the others")]
    [InlineData("{}", "spec.params.optimizer.lr: an empty object is no value")]
    [InlineData("[0.1, 1]", "spec.params.optimizer.lr: a list is not a number")]
    [InlineData("{ uniform: [0.1, 1] }", "spec.params.optimizer.lr: a grid search cannot try every value of 'uniform'; list the values with { grid: [ ... ] }, or write search: { algorithm: random, trials: 20 }")]
    public void A_search_expression_is_checked_value_by_value(string expression, params string[] expected) =>
        Assert.Equal(expected.Select(error => error + " (line 6)"), TestSpec.FaultsOf(TestSpec.Yaml.Replace("lr: 0.1", $"lr: {expression}")));

    [Theory]
    [InlineData("lr: { uniform: [-1, 1] }", "spec.params.optimizer.lr.uniform[0]: -1 is not greater than 0")]
    [InlineData("lr: { uniform: [1, 0.1] }", "spec.params.optimizer.lr.uniform: the lower bound 1 is above the upper bound 0.1")]
    [InlineData("lr: { uniform: [1] }", "spec.params.optimizer.lr.uniform: needs two bounds: [low, high]")]
    [InlineData("lr: { uniform: [0.1, many] }", "spec.params.optimizer.lr.uniform[1]: 'many' is not a number")]
    [InlineData("lr: { loguniform: [0, 1] }", "spec.params.optimizer.lr.loguniform[0]: 0 is not greater than 0")]
    [InlineData("lr: 1, momentum: { uniform: [0, 1] }", "spec.params.optimizer.momentum.uniform[1]: 1 is not less than 1")]
    [InlineData("lr: { int: [1, 2.5] }", "spec.params.optimizer.lr.int[1]: 2.5 is not a whole number")]
    [InlineData("lr: 1 }, batch: { uniform: [1, 64] ", "spec.params.batch: 'uniform' gives fractions, and this is a whole number; use { int: [low, high] }")]
    [InlineData("lr: 1 }, batch: { int: [0, 64] ", "spec.params.batch.int[0]: 0 is not at least 1")]
    [InlineData("lr: 1 }, shuffle: { uniform: [0, 1] ", "spec.params.shuffle: 'uniform' gives numbers, and this is none; use { choice: [ ... ] }")]
    [InlineData("lr: 1 }, dataset: { int: [0, 1] ", "spec.params.dataset: 'int' gives whole numbers, and this is none; use { choice: [ ... ] }")]
    public void Bounds_are_held_against_those_of_the_parameter(string parameters, string expected)
    {
        var yaml = $$"""
            { name: Digits, job: classifier, objective: test.accuracy, search: { algorithm: random, trials: 2 },
              params: { model: { layers: [sigmoid] }, optimizer: { kind: sgd, {{parameters}} } } }
            """;

        Assert.Equal([expected + " (line 2)"], TestSpec.FaultsOf(yaml).Where(error => !error.StartsWith("spec.params.dataset: is missing")));
    }

    [Fact]
    public void Values_inside_a_chosen_object_are_checked_as_well() =>
        Assert.Equal(
            [
                "spec.params.optimizer.choice[1].lr.grid[0]: -1 is not greater than 0 (line 6)",
                "spec.params.optimizer.choice[1].beta: unknown parameter; known: 'kind', 'lr' and 'momentum' (line 6)",
                "spec.params.optimizer.choice[2]: 'adan' is unknown; did you mean 'adam'? (line 6)",
            ],
            TestSpec.FaultsOf(TestSpec.Yaml.Replace("{ kind: sgd, lr: 0.1 }", "{ choice: [adam, { kind: sgd, lr: { grid: [-1] }, beta: 1 }, adan] }")));

    [Fact]
    public void An_expression_in_place_of_an_object_may_be_misspelt_too()
    {
        Assert.Equal(
            ["spec.params.optimizer: 'chioce' is not a search expression; did you mean 'choice'? (line 6)"],
            TestSpec.FaultsOf(TestSpec.Yaml.Replace("{ kind: sgd, lr: 0.1 }", "{ chioce: [adam] }")));
        Assert.Equal(
            ["spec.params.optimizer.grid: unknown parameter; known: 'kind' and 'lr' (line 6)"],
            TestSpec.FaultsOf(TestSpec.Yaml.Replace("{ kind: sgd, lr: 0.1 }", "{ kind: adam, grid: [1] }")));
    }

    [Fact]
    public void Where_the_kind_itself_varies_every_kind_has_to_know_every_parameter() =>
        Assert.Equal(
            ["spec.params.optimizer.momentum: unknown parameter; known: 'kind' and 'lr' (line 6)"],
            TestSpec.FaultsOf(TestSpec.Yaml.Replace("{ kind: sgd, lr: 0.1 }", "{ kind: { choice: [sgd, adam] }, lr: 0.1, momentum: 0.9 }")));

    [Fact]
    public void An_expression_stands_under_params_only()
    {
        Assert.Equal(
            ["spec.seed: an object is not a whole number (line 8)"],
            TestSpec.FaultsOf(TestSpec.Yaml + "\nseed: { grid: [1, 2] }"));
        Assert.Contains(
            "spec.params.grid: unknown parameter",
            TestSpec.FaultsOf("{ name: Digits, job: gradient-check, objective: error, params: { grid: [1, 2] } }")[0]);
    }

    [Fact]
    public void All_faults_of_a_spec_made_in_code_are_told_at_once()
    {
        var spec = TestSpec.Of(new { kind = "sgd", lr = Vary.Grid(0.1, -1), momentun = 0.9 }) with
        {
            Name = " ",
            Objective = Objective.Maximize("accuracy"),
            Search = new SearchSpec { Algorithm = "randon", Trials = 0 },
            Scheduler = new SchedulerSpec { Rule = "medain" },
            Resources = new ResourceSpec { Device = "gpu", Slots = 0, Memory = 0, Labels = new Dictionary<string, string> { ["zone"] = "" } },
            Limits = new LimitSpec { Retries = -1, Failures = 0 },
            Constraints = ["params.batch <"],
            Seed = ulong.MaxValue,
        };

        Assert.Equal(
            [
                "spec.name: is empty",
                "spec.params.optimizer.lr.grid[1]: -1 is not greater than 0",
                "spec.params.optimizer.momentun: unknown parameter; did you mean 'momentum'?",
                "spec.objective.metric: 'accuracy' is unknown; did you mean 'test.accuracy'?",
                "spec.search.algorithm: 'randon' is unknown; did you mean 'random'?",
                "spec.scheduler.rule: 'medain' is unknown; did you mean 'median'?",
                "spec.resources.device: 'gpu' is unknown; did you mean 'cpu'?",
                "spec.resources.slots: 0 is not at least 1",
                "spec.resources.memory: '0B' is not greater than 0",
                "spec.resources.labels.zone: is empty",
                "spec.limits.retries: -1 is not at least 0",
                "spec.limits.failures: 0 is not at least 1",
                "spec.seed: 18446744073709551615 is too large",
                "spec.constraints[0]: a parameter or a value is missing before the end (character 15 of \"params.batch <\")",
            ],
            SpecValidator.Validate(spec, TestCatalog.Jobs).Select(error => error.ToString()));
    }

    [Fact]
    public void Of_an_unknown_job_the_expressions_are_checked_all_the_same() =>
        Assert.Equal(
            ["spec.job: 'nothing' is unknown; known: 'classifier' and 'gradient-check' (line 2)", "spec.params.optimizer.lr.grid: is empty; give at least one value (line 6)"],
            TestSpec.FaultsOf(TestSpec.Yaml.Replace("job: classifier", "job: nothing").Replace("lr: 0.1", "lr: { grid: [] }")));

    [Fact]
    public void A_valid_spec_has_no_faults() => Assert.Empty(SpecValidator.Validate(TestSpec.Of("adam"), TestCatalog.Jobs));

    [Fact]
    public void A_search_of_a_faulty_spec_is_refused() =>
        Assert.Throws<InvalidSpecException>(() => SearchAlgorithms.Create(TestSpec.Of("sgd"), TestCatalog.Jobs));

    [Fact]
    public void A_hundred_thousand_faulty_values_are_told_in_no_time()
    {
        var values = Enumerable.Repeat<object>(-1, 90_000).ToArray();
        var errors = SpecValidator.Validate(TestSpec.Of(new { kind = "sgd", lr = Vary.Grid(values) }), new JobCatalog([TestCatalog.Jobs.Find("classifier")!]));

        Assert.Equal(90_000, errors.Count);
        Assert.Equal(new ParameterError("spec.params.optimizer.lr.grid[89999]", "-1 is not greater than 0"), errors[^1]);
    }
}
