using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Specs;

public sealed class StartPointsTests
{
    private const string Search = """
        search:
          algorithm: random
          trials: 4
          start: [{ optimizer.lr: 0.1 }, { batch: 64, optimizer.lr: 1 }]
        """;

    private static readonly string Text = TestSpec.Yaml
        .Replace("lr: 0.1", "lr: { loguniform: [1e-3, 1] }")
        .Replace("objective:", "  batch: { choice: [16, 64] }\nobjective:") + "\n" + Search;

    [Fact]
    public void They_come_first_to_the_last_digit_and_the_rest_is_drawn()
    {
        var proposals = TestSpec.ProposalsOf(SpecYaml.Read(Text, TestCatalog.Jobs));

        Assert.Equal(4, proposals.Count);
        Assert.Matches("^optimizer.lr=0.1 batch=(16|64)$", proposals[0]);
        Assert.Equal("optimizer.lr=1 batch=64", proposals[1]);
    }

    [Fact]
    public void What_comes_after_them_is_what_the_algorithm_would_have_proposed()
    {
        var without = SpecYaml.Read(Text.Replace("  start:", "  # start:"), TestCatalog.Jobs);

        Assert.Equal(TestSpec.ProposalsOf(without).Skip(2), TestSpec.ProposalsOf(SpecYaml.Read(Text, TestCatalog.Jobs)).Skip(2));
    }

    [Theory]
    [InlineData("[{ optimizer.rl: 0.1 }]", "spec.search.start[0]: the search does not vary 'optimizer.rl'; did you mean 'optimizer.lr'?")]
    [InlineData("[{ optimizer.lr: 0.1 }, { optimizer.lr: 7 }]", "spec.search.start[1].optimizer.lr: 7 is none of the values that the search can choose")]
    [InlineData("[{}, {}, {}, {}, {}]", "spec.search.start: has 5 points, more than the 4 trials")]
    [InlineData("0.1", "spec.search.start: 0.1 is not a list")]
    public void A_point_outside_of_the_space_is_refused(string start, string told) =>
        Assert.StartsWith(told, Assert.Single(TestSpec.FaultsOf(Text[..Text.IndexOf("  start:", StringComparison.Ordinal)] + $"  start: {start}")));

    [Fact]
    public void A_point_that_breaks_a_constraint_is_told_before_anything_runs() => Assert.StartsWith(
        "spec.constraints: search.start[1] breaks the constraints",
        Assert.Single(TestSpec.FaultsOf(Text + "\nconstraints: [params.batch < 64]")));

    [Fact]
    public void A_document_keeps_them()
    {
        var spec = SpecYaml.Read(Text, TestCatalog.Jobs);

        Assert.Equal(spec, SpecYaml.Read(SpecYaml.Write(spec), TestCatalog.Jobs));
        Assert.Equal(2, spec.Search.Start.Count);
        Assert.Equal(JsonValueKind.Number, spec.Search.Start[1]["batch"].ValueKind);
        Assert.False(SearchAlgorithms.Learns(spec));
    }
}
