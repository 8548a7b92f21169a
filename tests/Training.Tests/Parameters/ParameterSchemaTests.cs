using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Tests.Parameters;

public class ParameterSchemaTests
{
    private static readonly UnionSchema Optimizer = new()
    {
        Kinds =
        [
            new("sgd", new ObjectSchema
            {
                Properties =
                [
                    new("lr", new NumberSchema { ExclusiveMinimum = 0, Required = true }),
                    new("momentum", new NumberSchema { Minimum = 0, ExclusiveMaximum = 1, Default = ParameterValue.Of(0) }),
                ],
            }),
            new("adam", new ObjectSchema
            {
                Properties = [new("lr", new NumberSchema { ExclusiveMinimum = 0, Default = ParameterValue.Of(0.001) })],
            }),
        ],
    };

    private static readonly ObjectSchema Classifier = new()
    {
        Properties =
        [
            new("dataset", new TextSchema { Required = true, Choices = ["mnist", "fashion-mnist", "synthetic-digits"] }),
            new("epochs", new IntegerSchema { Minimum = 1, Required = true }),
            new("batch", new IntegerSchema { Minimum = 1, Maximum = 4096, Default = ParameterValue.Of(32) }),
            new("shuffle", new FlagSchema { Default = ParameterValue.Of(false) }),
            new("optimizer", Optimizer with { Default = ParameterValue.Of("adam") }),
            new("channels", new ListSchema { Item = new IntegerSchema { Minimum = 1 }, MinLength = 1, MaxLength = 3 }),
            new("kernel", new ListSchema { Item = new IntegerSchema { Minimum = 1 }, TakesSingle = true, MaxLength = 2 }),
        ],
    };

    [Theory]
    [InlineData("""{"epochs": 1.5}""", "spec.params.epochs: 1.5 is not a whole number")]
    [InlineData("""{"epochs": "16"}""", "spec.params.epochs: '16' is not a whole number; remove its quotes")]
    [InlineData("""{"epochs": true}""", "spec.params.epochs: true is not a whole number")]
    [InlineData("""{"epochs": 0}""", "spec.params.epochs: 0 is not at least 1")]
    [InlineData("""{"epochs": null}""", "spec.params.epochs: has no value")]
    [InlineData("""{"epochs": 1e12}""", "spec.params.epochs: 1e12 is not at most 2147483647")]
    [InlineData("""{"epochs": 1e30}""", "spec.params.epochs: 1e30 is too large")]
    [InlineData("""{"batch": 5000}""", "spec.params.batch: 5000 is not at most 4096")]
    [InlineData("""{"dataset": "mnits"}""", "spec.params.dataset: 'mnits' is unknown; did you mean 'mnist'?")]
    [InlineData("""{"dataset": "cars"}""", "spec.params.dataset: 'cars' is unknown; known: 'mnist', 'fashion-mnist' and 'synthetic-digits'")]
    [InlineData("""{"dataset": 1}""", "spec.params.dataset: 1 is not a text; put it in quotes")]
    [InlineData("""{"shuffle": "yes"}""", "spec.params.shuffle: 'yes' is neither true nor false")]
    [InlineData("""{"epoch": 3}""", "spec.params.epoch: unknown parameter; did you mean 'epochs'?")]
    [InlineData("""{"channels": []}""", "spec.params.channels: is empty")]
    [InlineData("""{"channels": [1, 2, 3, 4]}""", "spec.params.channels: has 4 items; at most 3 are allowed")]
    [InlineData("""{"channels": [8, 0]}""", "spec.params.channels[1]: 0 is not at least 1")]
    [InlineData("""{"channels": 8}""", "spec.params.channels: 8 is not a list")]
    [InlineData("""{"kernel": 0}""", "spec.params.kernel: 0 is not at least 1")]
    [InlineData("""{"kernel": [3, 0]}""", "spec.params.kernel[1]: 0 is not at least 1")]
    [InlineData("""{"kernel": "3"}""", "spec.params.kernel: '3' is not a whole number; remove its quotes")]
    [InlineData("""{"optimizer": {"kind": "sgd", "lr": -0.1}}""", "spec.params.optimizer.lr: -0.1 is not greater than 0")]
    [InlineData("""{"optimizer": {"kind": "sgd", "lr": 1e999}}""", "spec.params.optimizer.lr: 1e999 is too large")]
    [InlineData("""{"optimizer": {"kind": "sgd", "lr": 1, "momentum": 1}}""", "spec.params.optimizer.momentum: 1 is not less than 1")]
    [InlineData("""{"optimizer": {"kind": "adam", "learning_rate": 1}}""", "spec.params.optimizer.learning_rate: unknown parameter; did you mean 'lr'?")]
    [InlineData("""{"optimizer": {"kind": "adan"}}""", "spec.params.optimizer.kind: 'adan' is unknown; did you mean 'adam'?")]
    [InlineData("""{"optimizer": {"lr": 1}}""", "spec.params.optimizer.kind: is missing; give one of 'sgd' and 'adam'")]
    [InlineData("""{"optimizer": "sgd"}""", "spec.params.optimizer: 'sgd' needs 'lr'; write { kind: sgd, lr: ... }")]
    [InlineData("""{"optimizer": 0.1}""", "spec.params.optimizer: 0.1 is neither an object with 'kind' nor 'sgd' or 'adam'")]
    [InlineData("""[1]""", "spec.params: a list is not an object with 'dataset', 'epochs', 'batch', 'shuffle', 'optimizer', 'channels' and 'kernel'")]
    public void A_fault_is_told_with_its_path_and_its_rule(string parameters, string expected)
    {
        // What every case has to give, but for the fault under test.
        var errors = Faults(Classifier, parameters).Where(error => !error.EndsWith("is missing"));

        Assert.Equal([expected], errors);
    }

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(
            [
                "spec.params.epochs: -1 is not at least 1",
                "spec.params.optimizer.lr: 0 is not greater than 0",
                "spec.params.optimizer.nesterov: unknown parameter; known: 'kind', 'lr' and 'momentum'",
                "spec.params.dataset: is missing",
            ],
            Faults(Classifier, """{"epochs": -1, "optimizer": {"kind": "sgd", "lr": 0, "nesterov": true}}"""));

    [Theory]
    [InlineData("""{"dataset": "mnist", "epochs": 16}""")]
    [InlineData("""{"dataset": "mnist", "epochs": 16.0, "batch": 1e2, "optimizer": "adam"}""")]
    [InlineData("""{"dataset": "mnist", "epochs": 1, "shuffle": true, "optimizer": {"kind": "sgd", "lr": 1e-3}, "channels": [1, 2, 3]}""")]
    public void A_valid_value_has_no_faults(string parameters) => Assert.Empty(Faults(Classifier, parameters));

    [Fact]
    public void A_whole_number_keeps_all_its_64_bits()
    {
        var seed = new IntegerSchema { Minimum = 0, Maximum = long.MaxValue };

        Assert.Empty(Faults(seed, "9223372036854775807"));
        Assert.True(ParameterValue.TryGetWhole(JsonDocument.Parse("9223372036854775807").RootElement, out var whole));
        Assert.Equal(long.MaxValue, whole);
        Assert.Equal(["spec.params: 9223372036854775808 is too large"], Faults(seed, "9223372036854775808"));
    }

    [Theory]
    [InlineData("""{"kernel":3}""")]
    [InlineData("""{"kernel":[3]}""")]
    public void A_single_value_is_a_list_of_its_own(string given)
    {
        ObjectSchema schema = new() { Properties = [new("kernel", Classifier.Find("kernel")!)] };
        Assert.Equal("""{"kernel":[3]}""", schema.Complete(JsonElement.Parse(given)).GetRawText());
    }

    [Fact]
    public void A_shorthand_stands_for_the_object()
    {
        var objective = new ObjectSchema
        {
            Shorthand = "metric",
            Properties = [new("metric", new TextSchema { Required = true }), new("value", new TextSchema { Default = ParameterValue.Of("last") })],
        };

        Assert.Empty(Faults(objective, "\"test.accuracy\""));
        Assert.Equal("""{"metric":"test.accuracy","value":"last"}""", objective.Complete(ParameterValue.Of("test.accuracy")).GetRawText());
        Assert.Equal(["spec.params: 3 is not a text; put it in quotes"], Faults(objective, "3"));
    }

    [Fact]
    public void A_nonsensical_key_of_great_length_is_no_burden()
    {
        var errors = Faults(Classifier, $$"""{"{{new string('x', 1_000_000)}}": 1}""");

        Assert.Contains(errors, error => error.Contains("unknown parameter; known:"));
    }

    private static List<string> Faults(ParameterSchema schema, string json)
    {
        var errors = new List<ParameterError>();
        schema.Validate(JsonDocument.Parse(json).RootElement, "spec.params", errors);
        return [.. errors.Select(error => error.ToString())];
    }
}
