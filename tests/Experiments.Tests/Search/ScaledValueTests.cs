using ActorTraining.Experiments.Search.Expressions;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Search;

/// <summary>A value times a factor stays a value of its expression: what population-based training changes.</summary>
public sealed class ScaledValueTests
{
    public static TheoryData<string, double, double, double> Cases => new()
    {
        { "{ \"uniform\": [0.1, 0.5] }", 0.2, 2, 0.4 },
        { "{ \"uniform\": [0.1, 0.5] }", 0.2, 10, 0.5 },
        { "{ \"uniform\": [0.2, 0.30000001] }", 0.3, 10, 0.30000001 },
        { "{ \"loguniform\": [0.001, 1] }", 0.02, 0.001, 0.001 },
        { "{ \"normal\": [0.1, 0.01] }", 0.1, 1.2, 0.12 },
        { "{ \"normal\": [0.1, 0.01] }", 0.1, 3, 0.16 },
        { "{ \"normal\": [0.1, 0.01, 0.05, 0.2] }", 0.1, 0.1, 0.05 },
        { "{ \"quantised\": [0.2, 0.4, 0.05] }", 0.3, 1.2, 0.35 },
        { "{ \"quantised\": [0.2, 0.4, 0.05] }", 0.2, 0.5, 0.2 },
        { "{ \"int\": [1, 8] }", 3, 1.6, 5 },
        { "{ \"int\": [1, 8] }", 5, 9, 8 },
        { "{ \"logint\": [4, 64] }", 16, 0.3, 5 },
        { "{ \"grid\": [1, 0.01, 0.1] }", 0.1, 1.01, 1 },
        { "{ \"grid\": [1, 0.01, 0.1] }", 0.1, 0.99, 0.01 },
        { "{ \"choice\": [0.1, 0.01] }", 0.1, 2, 0.1 },
        { "{ \"choice\": [0.1, 0.01] }", 0.05, 1.1, 0.1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_the_nearest_value_and_in_a_list_the_next_one(string expression, double value, double factor, double expected)
    {
        var scaled = Parse(expression).Scaled(ParameterValue.Of(value), factor);

        Assert.Equal(expected, scaled.GetDouble(), 1e-12);
        Assert.NotNull(Parse(expression).Position(scaled));
    }

    [Fact]
    public void What_is_no_number_stays()
    {
        var value = ParameterValue.Of("sgd");
        Assert.Equal("sgd", Parse("{ \"choice\": [\"sgd\", \"adam\"] }").Scaled(value, 2).GetString());
    }

    private static SearchExpression Parse(string json)
    {
        Assert.True(SearchKeywords.TryParse(System.Text.Json.JsonElement.Parse(json), "x", new ParameterValidation([]), out var expression));
        return expression!;
    }
}
