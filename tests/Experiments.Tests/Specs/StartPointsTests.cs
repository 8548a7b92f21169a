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

    [Fact]
    public void None_is_left_out_where_a_user_adds_a_trial_in_between_also_after_a_crash()
    {
        var spec = SpecYaml.Read(Text, TestCatalog.Jobs);
        var search = SearchAlgorithms.Create(spec, TestCatalog.Jobs);
        var first = search.Propose(1)!;
        var added = SearchAlgorithms.Complete(spec, TestCatalog.Jobs, [new Dictionary<string, JsonElement> { ["batch"] = JsonElement.Parse("16") }], 2)[0];
        search.Restore(2, added.Parameters);
        Assert.Equal("optimizer.lr=1 batch=64", TestSpec.Line(search.Propose(3)!.Choices));

        var restored = SearchAlgorithms.Create(spec, TestCatalog.Jobs);
        restored.Restore(1, first.Parameters);
        restored.Restore(2, added.Parameters);
        Assert.Equal("optimizer.lr=1 batch=64", TestSpec.Line(restored.Propose(3)!.Choices));
    }

    [Fact]
    public void A_value_inside_of_an_alternative_needs_the_choice_of_it()
    {
        var spec = TestSpec.Of(Vary.Choice("adam", new { kind = "sgd", lr = Vary.Uniform(0.01, 1) })) with { Search = TestSpec.Random(3) };
        IReadOnlyList<string> Faults(object point) => [.. Assert.Throws<InvalidSpecException>(() => SearchAlgorithms.Complete(
            spec, TestCatalog.Jobs, [Training.Parameters.ParameterValue.Of(point).EnumerateObject().ToDictionary(value => value.Name, value => value.Value)], 1))
            .Errors.Select(error => error.ToString())];

        const string Told = "points[0].optimizer.lr: counts only where 'optimizer' is chosen accordingly; give that too";
        Assert.Equal([Told], Faults(new Dictionary<string, object> { ["optimizer.lr"] = 0.1 }));
        Assert.Equal([Told], Faults(new Dictionary<string, object> { ["optimizer.lr"] = 0.1, ["optimizer"] = "adam" }));
        var given = new Dictionary<string, JsonElement> { ["optimizer.lr"] = JsonElement.Parse("0.1"), ["optimizer"] = JsonElement.Parse("""{"kind":"sgd"}""") };
        Assert.Equal("0.1", SearchAlgorithms.Complete(spec, TestCatalog.Jobs, [given], 1)[0].Choices["optimizer.lr"].GetRawText());
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
        Assert.True(SearchAlgorithms.NeedsParameters(spec));
    }
}
