using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Search;

public sealed class SearchSpaceTests
{
    private static readonly object Everything = new
    {
        epochs = 5,
        lr = Vary.LogUniform(1e-4, 1),
        momentum = Vary.Uniform(-2, 0.99),
        batch = Vary.Int(3, 9),
        width = Vary.LogInt(1, 1024),
        noise = Vary.Normal(1, 0.25),
        rate = Vary.Normal(0, 1, -0.5, 3),
        dropout = Vary.Quantised(0, 0.7, 0.05),
        activation = Vary.Choice("relu", "tanh", "elu"),
        layers = new[] { Vary.Int(1, 2), 7 },
        optimizer = Vary.Choice(
            new { kind = "sgd", momentum = Vary.Uniform(0, 0.99), nesterov = false },
            new { kind = "adam", beta = Vary.Grid(0.9, 0.99) },
            "plain"),
    };

    private static readonly SearchSpace Space = Read(Everything);

    [Fact]
    public void The_point_of_a_parameter_set_is_where_it_was_drawn()
    {
        var random = new RandomStream(7);
        for (var draw = 0; draw < 500; draw++)
        {
            var proposal = Space.Draw(new Placement(_ => random.Unit()));
            var point = Space.Encode(proposal.Parameters);

            Assert.NotNull(point);
            var again = Space.At([.. point.Select(coordinate => double.IsNaN(coordinate) ? 0.5 : coordinate)]);
            Assert.Equal(proposal.Choices.Keys, again.Choices.Keys);
            foreach (var (path, value) in proposal.Choices.Where(choice => choice.Value.ValueKind == JsonValueKind.Number))
            {
                Assert.Equal(value.GetDouble(), again.Choices[path].GetDouble(), Math.Abs(value.GetDouble()) * 1e-9);
            }

            Assert.True(JsonElement.DeepEquals(proposal.Choices["activation"], again.Choices["activation"]));
        }
    }

    [Fact]
    public void Only_what_counts_has_a_coordinate()
    {
        var point = Space.Encode(ParameterValue.Of(new
        {
            epochs = 5,
            lr = 0.01,
            momentum = 0,
            batch = 4,
            width = 32,
            noise = 1,
            rate = 0,
            dropout = 0.15,
            activation = "elu",
            layers = (int[])[1, 7],
            optimizer = new { kind = "adam", beta = 0.99 },
        }))!;

        foreach (var dimension in Space.Dimensions)
        {
            Assert.Equal(dimension.IsActive(point), !double.IsNaN(point[dimension.Index]));
        }

        Assert.True(double.IsNaN(point[Find("optimizer.momentum").Index]));
        Assert.Equal(0.75, point[Find("optimizer.beta").Index]);
        Assert.Equal(0.5, point[Find("lr").Index], 1e-12);
        Assert.Equal(0.5, point[Find("noise").Index], 1e-12);
        Assert.Equal(2.5 / 3, point[Find("activation").Index], 1e-12);
    }

    [Fact]
    public void What_does_not_vary_may_differ_and_what_is_outside_is_not_in_the_space()
    {
        var space = Read(new { epochs = 5, lr = Vary.Uniform(0, 1), optimizer = Vary.Choice(new { kind = "sgd", momentum = Vary.Uniform(0, 1) }, new { kind = "adam", momentum = Vary.Uniform(0, 1) }) });

        Assert.NotNull(space.Encode(Json("""{"epochs":9,"lr":0.5,"optimizer":{"kind":"sgd","momentum":0.5}}""")));
        Assert.NotNull(space.Encode(Json("""{"lr":0.5,"optimizer":{"kind":"adam","momentum":0.5}}""")));
        Assert.Null(space.Encode(Json("""{"epochs":5,"lr":1.5,"optimizer":{"kind":"sgd","momentum":0.5}}""")));
        Assert.Null(space.Encode(Json("""{"epochs":5,"lr":0.5,"optimizer":{"kind":"lion","momentum":0.5}}""")));
        Assert.Null(space.Encode(Json("""{"epochs":5,"lr":0.5,"optimizer":{"kind":"sgd","momentum":0.5,"nesterov":true}}""")));
        Assert.Null(space.Encode(Json("""{"epochs":5,"lr":"a"}""")));
        Assert.Null(space.Encode(Json("""{"epochs":5}""")));
    }

    [Fact]
    public void Given_values_are_taken_to_the_last_digit()
    {
        var proposal = Space.Draw(new Placement(_ => 0.999, new Dictionary<string, JsonElement>
        {
            ["lr"] = Json("0.1"),
            ["optimizer"] = Json("""{"kind":"sgd"}"""),
            ["optimizer.momentum"] = Json("0.9"),
            ["batch"] = Json("77"),
        }));

        Assert.Equal("0.1", proposal.Choices["lr"].GetRawText());
        Assert.Equal("""{"kind":"sgd","momentum":0.9,"nesterov":false}""", proposal.Choices["optimizer"].GetRawText());
        Assert.Equal(9, proposal.Choices["batch"].GetInt32());
    }

    [Fact]
    public void A_normal_draw_has_its_mean_and_its_deviation()
    {
        var values = Enumerable.Range(0, 10_000).Select(i => Draw(Vary.Normal(3, 0.5), (i + 0.5) / 10_000)).ToList();
        Assert.Equal(3, values.Average(), 1e-9);
        Assert.Equal(0.5, Math.Sqrt(values.Average(value => (value - 3) * (value - 3))), 1e-3);
        Assert.InRange(Draw(Vary.Normal(3, 0.5), 0), 0, 1);

        var bounded = Enumerable.Range(0, 10_000).Select(i => Draw(Vary.Normal(0, 1, -1, 2), (i + 0.5) / 10_000)).ToList();
        Assert.True(bounded.TrueForAll(value => value is >= -1 and <= 2));
        // Between -1 and 2 lies 0.8186 of all, between -1 and 0 0.3413 of all.
        Assert.Equal(0.3413 / 0.8186, bounded.Count(value => value < 0) / 10_000.0, 1e-3);
    }

    [Fact]
    public void Even_steps_are_round_numbers()
    {
        var space = Read(new { rate = Vary.Quantised(0.1, 0.7, 0.1) });
        Assert.Equal(["0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"], Enumerable.Range(0, 7).Select(index => space.At(index).Choices["rate"].GetRawText()));
        Assert.Equal(7, (int)space.Count!);
    }

    [Theory]
    [InlineData("""{"normal":[0]}""", "mean and a standard deviation")]
    [InlineData("""{"normal":[0,0]}""", "greater than 0")]
    [InlineData("""{"normal":[0,1,3,2]}""", "is not below the upper bound")]
    [InlineData("""{"normal":[0,1,50,60]}""", "so far from the mean")]
    [InlineData("""{"normal":[0,1e308]}""", "beyond what a number can be")]
    [InlineData("""{"quantised":[0,1]}""", "two bounds and a step")]
    [InlineData("""{"quantised":[1,0,0.1]}""", "above the upper bound")]
    [InlineData("""{"quantised":[0,1,0]}""", "greater than 0")]
    [InlineData("""{"quantised":[0,1,0.0000001]}""", "the most")]
    public void A_faulty_expression_is_told_with_what_would_be_right(string expression, string told)
    {
        var faults = new List<ParameterError>();
        _ = new SearchSpace(Json($$"""{"x":{{expression}}}"""), new ParameterValidation(faults));

        Assert.Contains(told, Assert.Single(faults).Message);
    }

    [Fact]
    public void A_range_over_all_magnitudes_has_its_places()
    {
        var space = Read(new { x = Vary.LogUniform(1e-300, 1e300) });
        Assert.Equal(0.5, space.Encode(Json("""{"x":1}"""))![0], 1e-12);
        Assert.Equal(1 - 1.0 / 6, space.Encode(Json("""{"x":1e200}"""))![0], 1e-12);
    }

    private static Dimension Find(string path) => Space.Dimensions.Single(dimension => dimension.Path == path);

    private static double Draw(object expression, double u) => Read(new { x = expression }).At([u]).Choices["x"].GetDouble();

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private static SearchSpace Read(object parameters)
    {
        var faults = new List<ParameterError>();
        var space = new SearchSpace(ParameterValue.Of(parameters), new ParameterValidation(faults));
        Assert.Empty(faults);
        return space;
    }
}
