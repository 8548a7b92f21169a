using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Search;

/// <summary>Numbers of a list that rise or fall are in order, as those of a range are.</summary>
public sealed class OrderedListTests
{
    [Theory]
    [InlineData("tpe")]
    [InlineData("gp")]
    [InlineData("cmaes")]
    [InlineData("nsga2")]
    [InlineData("random")]
    public void A_search_proposes_what_it_would_of_a_range(string algorithm)
    {
        object[] values = [.. Enumerable.Range(0, 60).Cast<object>()];
        var list = new SearchCase(algorithm, new { c = Vary.Choice(values), d = Vary.Grid(values) });
        var range = new SearchCase(algorithm, new { c = Vary.Int(0, 59), d = Vary.Int(0, 59) });

        Assert.Equal(range.Run(40).Select(SearchCase.Text), list.Run(40).Select(SearchCase.Text));
    }

    [Theory]
    [InlineData("[16, 32, 64, 128]", nameof(DimensionKind.Ordered))]
    [InlineData("[1, 0.1, 1e-2]", nameof(DimensionKind.Ordered))]
    [InlineData("[16, 64, 32]", nameof(DimensionKind.Categorical))]
    [InlineData("[16, 16, 32]", nameof(DimensionKind.Categorical))]
    [InlineData("[16, 32]", nameof(DimensionKind.Categorical))]
    [InlineData("[1, 2, \"3\"]", nameof(DimensionKind.Categorical))]
    [InlineData("[false, true]", nameof(DimensionKind.Categorical))]
    public void Other_lists_are_categories(string values, string kind)
    {
        var space = new SearchSpace(System.Text.Json.JsonElement.Parse($$"""{ "x": { "grid": {{values}} } }"""), new ParameterValidation([]));

        Assert.Equal(kind, Assert.Single(space.Dimensions).Kind.ToString());
    }
}
