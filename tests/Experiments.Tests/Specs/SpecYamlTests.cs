using ActorTraining.Experiments.Specs;
using ActorTraining.Experiments.Specs.Yaml;

namespace ActorTraining.Experiments.Tests.Specs;

public class SpecYamlTests
{
    [Fact]
    public void A_document_says_everything_that_a_spec_can()
    {
        var spec = Read("""
            name: Digits
            description: What a first network can do.
            tags: [mnist, "2024"]
            job: classifier
            params: { dataset: mnist, model: { layers: [sigmoid] }, optimizer: { kind: sgd, lr: 1e-3 }, batch: { grid: [16, 32] } }
            objective: { metric: test.loss, direction: minimize, value: best }
            search: { algorithm: random, trials: 5 }
            scheduler: { rule: none }
            resources: { device: cpu, parallel: 2, priority: -1 }
            limits: { retries: 2, backoff: 5s, failures: 3, duration: 2h, trial_duration: 10m }
            checkpoints: { every: 30s, keep: 3 }
            constraints: ["params.batch <= 64"]
            seed: 42
            """);

        Assert.Equal(("Digits", "What a first network can do.", "classifier", 42UL), (spec.Name, spec.Description, spec.Job, spec.Seed));
        Assert.Equal(["mnist", "2024"], spec.Tags);
        Assert.Equal(
            """{"dataset":"mnist","model":{"layers":["sigmoid"]},"optimizer":{"kind":"sgd","lr":1e-3},"batch":{"grid":[16,32]}}""",
            spec.Parameters.GetRawText());
        Assert.Equal(new Objective { Metric = "test.loss", Direction = ObjectiveDirection.Minimize, Value = ObjectiveValue.Best }, spec.Objective);
        Assert.Equal(new SearchSpec { Algorithm = "random", Trials = 5 }, spec.Search);
        Assert.Equal(new SchedulerSpec(), spec.Scheduler);
        Assert.Equal(new ResourceSpec { Parallel = 2, Priority = -1 }, spec.Resources);
        Assert.Equal(
            new LimitSpec
            {
                Retries = 2,
                Backoff = TimeSpan.FromSeconds(5),
                Failures = 3,
                Duration = TimeSpan.FromHours(2),
                TrialDuration = TimeSpan.FromMinutes(10),
            },
            spec.Limits);
        Assert.Equal(new CheckpointSpec { Every = TimeSpan.FromSeconds(30), Keep = 3 }, spec.Checkpoints);
        Assert.Equal(["params.batch <= 64"], spec.Constraints);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var spec = Read(TestSpec.Yaml);

        Assert.Null(spec.Description);
        Assert.Empty(spec.Tags);
        Assert.Equal(new SearchSpec(), spec.Search);
        Assert.Equal(new ResourceSpec(), spec.Resources);
        Assert.Equal(new LimitSpec(), spec.Limits);
        Assert.Equal(new CheckpointSpec(), spec.Checkpoints);
        Assert.Empty(spec.Constraints);
        Assert.Equal(0UL, spec.Seed);
        Assert.Equal(TestSpec.Yaml, spec.Source);
    }

    [Theory]
    [InlineData("test.accuracy", ObjectiveDirection.Maximize)]
    [InlineData("test.loss", ObjectiveDirection.Minimize)]
    [InlineData("{ metric: test.loss }", ObjectiveDirection.Minimize)]
    [InlineData("{ metric: test.loss, direction: maximize }", ObjectiveDirection.Maximize)]
    [InlineData("{ metric: lr, direction: minimize }", ObjectiveDirection.Minimize)]
    public void Without_a_direction_the_metric_says_which_way_is_better(string objective, ObjectiveDirection direction) =>
        Assert.Equal(direction, Read(TestSpec.Yaml.Replace("objective: test.accuracy", $"objective: {objective}")).Objective.Direction);

    [Fact]
    public void A_single_word_stands_for_a_section()
    {
        var spec = Read(TestSpec.Yaml + "\nsearch: grid\nscheduler: none\n");

        Assert.Equal(("grid", "none"), (spec.Search.Algorithm, spec.Scheduler.Rule));
    }

    [Fact]
    public void A_job_without_needs_gets_along_without_params() =>
        Assert.Equal("{}", Read("{ name: Check, job: gradient-check, objective: error }").Parameters.GetRawText());

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("1E5", "1E5")]
    [InlineData("+1.5", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5e+3", "-0.5e+3")]
    [InlineData("7.", "7")]
    [InlineData("007", "7")]
    [InlineData("-0", "-0")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("~", "null")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("off", "\"off\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("1:30", "\"1:30\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("\"0.1\"", "\"0.1\"")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData("! 12", "\"12\"")]
    [InlineData("plain words", "\"plain words\"")]
    public void Words_have_the_types_of_the_core_schema(string word, string json)
    {
        var document = YamlComposer.Read($"value: {word}", "spec");

        Assert.Empty(document.Errors);
        Assert.Equal($$"""{"value":{{json}}}""", document.Value.GetRawText());
    }

    [Fact]
    public void An_alias_repeats_a_value()
    {
        var spec = Read(TestSpec.Yaml.Replace("[{ kind: linear, units: 10 }]", "[&one { kind: linear, units: 10 }, sigmoid, *one]"));

        Assert.Equal(
            """{"layers":[{"kind":"linear","units":10},"sigmoid",{"kind":"linear","units":10}]}""",
            spec.Parameters.GetProperty("model").GetRawText());
    }

    [Theory]
    [InlineData("name: [1, 2\njob: x", "line 1, column 7: what begins here does not end; is a bracket or a brace not closed?")]
    [InlineData("name: Digits\njob: 'classifier\n", "line 2, column 6: while scanning a quoted scalar, found unexpected end of stream")]
    [InlineData("name: Digits\nparams:\n\tbatch: 1", "line 3, column 1: a tab indents this line; YAML is indented by spaces")]
    [InlineData("name: a: b", "line 1, column 8: while scanning a plain scalar value, found invalid mapping")]
    [InlineData("name: Digits\nparams: *base", "line 2, column 9: *base repeats a value, but no value before it is marked &base")]
    [InlineData("params: &a [1, *a]", "line 1, column 16: *a stands inside the value that it repeats")]
    [InlineData("base: &a { batch: 1 }\nparams:\n  <<: *a", "line 3, column 3: merging with '<<' is not supported; write the keys out, or repeat a whole value with an alias")]
    [InlineData("? [1, 2]\n: 3", "line 1, column 3: a key has to be a single word or a text in quotes")]
    [InlineData("- - : a", "line 2, column 1: a value is missing before this place")]
    [InlineData("name: a\n---\nname: b", "line 2, column 1: a second document begins; a file holds one")]
    [InlineData("# only a comment", "line 1, column 1: the document is empty")]
    [InlineData("name: a\nta\0gs: []", "line 2, column 3: the character U+0000 is not allowed; is this a text file?")]
    public void A_fault_of_syntax_is_told_with_line_and_column(string yaml, string expected) =>
        Assert.Equal([expected], TestSpec.FaultsOf(yaml));

    [Fact]
    public void Faults_of_content_are_told_with_their_line()
    {
        var faults = TestSpec.FaultsOf("""
            name: Digits
            jobb: classifier
            params:
              batch: 1
              batch: 2
              optimizer: { kind: sgd,
                lr: .inf }
            objective: !metric test.accuracy
            """);

        Assert.Equal(
            [
                "spec.job: is missing (line 1)",
                "spec.jobb: unknown key; did you mean 'job'? (line 2)",
                "spec.params.batch: stands here again; it is given on line 4 already (line 5)",
                "spec.params.optimizer.lr: .inf is not a finite number (line 7)",
                "spec.objective: the tag '!metric' is not supported; remove it (line 8)",
            ],
            faults);
    }

    [Fact]
    public void Aliases_cannot_blow_a_document_up()
    {
        var lines = Enumerable.Range(1, 30).Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]");

        Assert.Equal(
            ["line 6, column 45: *a4 lets the document grow to more than 100,000 values"],
            TestSpec.FaultsOf("a0: &a0 x\n" + string.Join('\n', lines)));
    }

    [Fact]
    public void Depth_and_length_are_limited()
    {
        Assert.Equal(["line 1, column 51: is nested more than 50 deep"], TestSpec.FaultsOf(new string('[', 400_000)));
        Assert.Equal(["line 1, column 1: the document is longer than 1,000,000 characters"], TestSpec.FaultsOf(new string('a', 1_000_001)));
        Assert.Contains("more than 100,000 values", Assert.Single(TestSpec.FaultsOf($"[{string.Concat(Enumerable.Repeat("1,", 200_000))}]")));
    }

    [Theory]
    [InlineData("name: Digits")]
    [InlineData("[]")]
    [InlineData("~")]
    [InlineData("just words")]
    [InlineData("params: 3\nobjective: []\nsearch: {}\nconstraints: 1\nseed: -1")]
    public void Any_other_document_gets_errors_too(string yaml) => Assert.NotEmpty(TestSpec.FaultsOf(yaml));

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_do_no_harm() =>
        Assert.Equal(Read(TestSpec.Yaml), Read("\uFEFF" + TestSpec.Yaml.Replace("\n", "\r\n")));

    [Fact]
    public void Writing_is_for_people()
    {
        var spec = Read(File.ReadAllText(Repository.PathOf("examples/mnist-learning-rates.yaml")));

        Assert.Equal(
            """
            name: MNIST learning rates
            description: A fully connected network, 784-128-10 with sigmoid, trained by plain SGD with three learning rates.
            tags: [mnist, learning-rate]
            job: classifier
            params:
              dataset: mnist
              model:
                layers:
                  - {kind: linear, units: 128}
                  - sigmoid
                  - {kind: linear, units: 10}
                init:
                  weights: {kind: normal, std: 1}
                  biases: {kind: zeros}
              optimizer:
                kind: sgd
                lr: {grid: [0.01, 0.1, 1]}
              batch: 32
              shuffle: false
              epochs: 16
              seed: 42
              weights: {naming: notebook}
            objective: {metric: test.accuracy, direction: maximize}
            search: {algorithm: grid}
            seed: 0

            """,
            SpecYaml.Write(spec),
            ignoreLineEndingDifferences: true);
    }

    private static ExperimentSpec Read(string yaml) => SpecYaml.Read(yaml, TestCatalog.Jobs);
}
