using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Tests.Parameters;

public class ParameterReaderTests
{
    private static readonly ObjectSchema Schema = new()
    {
        Properties =
        [
            new("epochs", new IntegerSchema { Required = true }),
            new("batch", new IntegerSchema { Default = ParameterValue.Of(32) }),
            new("seed", new IntegerSchema { Minimum = 0, Maximum = long.MaxValue }),
            new("shuffle", new FlagSchema { Default = ParameterValue.Of(true) }),
            new("name", new TextSchema { Default = ParameterValue.Of("plain") }),
            new("optimizer", new UnionSchema
            {
                Default = ParameterValue.Of("sgd"),
                Kinds =
                [
                    new("sgd", new ObjectSchema { Properties = [new("lr", new NumberSchema { Default = ParameterValue.Of(0.1) })] }),
                    new("adam", new ObjectSchema { Properties = [new("lr", new NumberSchema { Default = ParameterValue.Of(0.001) })] }),
                ],
            }),
            new("layers", new ListSchema
            {
                Default = ParameterValue.Of(new[] { "sigmoid" }),
                Item = new UnionSchema
                {
                    Kinds =
                    [
                        new("linear", new ObjectSchema
                        {
                            Properties =
                            [
                                new("units", new IntegerSchema { Required = true }),
                                new("bias", new FlagSchema { Default = ParameterValue.Of(true) }),
                            ],
                        }),
                        new("sigmoid", new ObjectSchema { Properties = [] }),
                    ],
                },
            }),
            new("betas", new ListSchema { Item = new NumberSchema(), Default = ParameterValue.Of(new[] { 0.9, 0.999 }) }),
            new("channels", new ListSchema { Item = new IntegerSchema(), Default = ParameterValue.Of(new[] { 21, 42 }) }),
        ],
    };

    [Fact]
    public void What_is_left_out_has_its_default_from_the_schema()
    {
        var parameters = Read("""{"epochs": 16}""");

        Assert.Equal(16, parameters.Int("epochs"));
        Assert.Equal(32, parameters.Int("batch"));
        Assert.True(parameters.Flag("shuffle"));
        Assert.Equal("plain", parameters.Text("name"));
        Assert.Equal("sgd", parameters.Object("optimizer").Kind);
        Assert.Equal(0.1, parameters.Double("optimizer.lr"));
        Assert.Equal(0.1f, parameters.Float("optimizer.lr"));
        Assert.Equal("sigmoid", Assert.Single(parameters.Objects("layers")).Kind);
        Assert.Equal([0.9, 0.999], parameters.Doubles("betas"));
        Assert.Equal([21, 42], parameters.Ints("channels"));
    }

    [Fact]
    public void A_default_inside_an_object_stands_when_the_object_is_given() =>
        Assert.Equal(0.001, Read("""{"epochs": 1, "optimizer": {"kind": "adam"}}""").Double("optimizer.lr"));

    [Fact]
    public void Objects_in_a_list_are_read_one_by_one()
    {
        var layers = Read("""{"epochs": 1, "layers": [{"kind": "linear", "units": 128}, "sigmoid", {"kind": "linear", "units": 10, "bias": false}]}""")
            .Objects("layers");

        Assert.Equal(["linear", "sigmoid", "linear"], layers.Select(layer => layer.Kind));
        Assert.Equal(128, layers[0].Int("units"));
        Assert.True(layers[0].Flag("bias"));
        Assert.False(layers[2].Flag("bias"));
    }

    [Fact]
    public void A_parameter_without_default_may_be_absent()
    {
        Assert.False(Read("""{"epochs": 1}""").Has("seed"));
        Assert.Equal(long.MaxValue, Read("""{"epochs": 1, "seed": 9223372036854775807}""").Long("seed"));
        Assert.Contains("'seed' was left out", Assert.Throws<InvalidOperationException>(() => Read("""{"epochs": 1}""").Int("seed")).Message);
    }

    [Fact]
    public void A_whole_number_may_be_written_with_a_point() => Assert.Equal(16, Read("""{"epochs": 16.0}""").Int("epochs"));

    [Fact]
    public void Completed_parameters_read_back_the_same()
    {
        var parameters = Read("""{"epochs": 3, "optimizer": "adam"}""");

        Assert.Equal(parameters.Value.GetRawText(), new ParameterReader(Schema, parameters.Value).Value.GetRawText());
    }

    [Fact]
    public void Parameters_that_do_not_fit_are_refused_with_all_faults()
    {
        var exception = Assert.Throws<InvalidParametersException>(() => Read("""{"epochs": 1.5, "bach": 2}"""));

        Assert.Equal(
            ["params.epochs: 1.5 is not a whole number", "params.bach: unknown parameter; did you mean 'batch'?"],
            exception.Errors.Select(error => error.ToString()));
    }

    private static ParameterReader Read(string json) => new(Schema, JsonDocument.Parse(json).RootElement);
}
