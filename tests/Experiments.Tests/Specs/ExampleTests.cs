using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Experiments.Tests.Specs;

/// <summary>The files of the folder <c>examples</c>.</summary>
public class ExampleTests
{
    private static JobCatalog Catalog => JobCatalog.Default;

    [Fact]
    public void The_learning_rate_sweep_proposes_three_trials_that_differ_in_the_rate_alone()
    {
        var spec = SpecYaml.Read(File.ReadAllText(Repository.PathOf("examples/mnist-learning-rates.yaml")), Catalog);
        var search = SearchAlgorithms.Create(spec, Catalog);

        var rates = Enumerable.Range(1, 3).Select(number => Assert.Single(search.Propose(number)!.Choices));

        Assert.Equal(3, search.Planned);
        Assert.Equal(["optimizer.lr 0.01", "optimizer.lr 0.1", "optimizer.lr 1"], rates.Select(rate => $"{rate.Key} {rate.Value}"));
        Assert.Null(search.Propose(4));
    }

    public static TheoryData<string> Names => [.. Directory.GetFiles(Repository.PathOf("examples"), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_example_is_valid_says_how_to_run_it_and_has_its_place_among_the_results(string name)
    {
        var text = File.ReadAllText(Repository.PathOf($"examples/{name}.yaml"));

        var spec = SpecYaml.Read(text, Catalog);

        Assert.NotNull(SearchAlgorithms.Create(spec, Catalog).Propose(1));
        Assert.StartsWith("# yaml-language-server: $schema=experiment.schema.json\n#\n# ", text.ReplaceLineEndings("\n"));
        Assert.Contains($"\n#   actortrain run examples/{name}.yaml", text.ReplaceLineEndings("\n"));
        Assert.Matches($@"\b{name}(\.yaml|\b)", File.ReadAllText(Repository.PathOf("docs/results/page.md")));
    }

    [Theory]
    [InlineData("mnist-linear-classifier", 16)]
    [InlineData("mnist-data-fraction", 20)]
    [InlineData("mnist-mlp", 16)]
    [InlineData("mnist-mlp-data-fraction", 20)]
    [InlineData("mnist-iterations", 1)]
    [InlineData("grocery-cnn", 1)]
    [InlineData("grocery-augmented", 1)]
    [InlineData("grocery-long", 1)]
    [InlineData("grocery-search", 20)]
    [InlineData("fashion-mnist", 4)]
    [InlineData("least-squares", 8)]
    [InlineData("blur", 6)]
    [InlineData("scalar-graph", 4)]
    [InlineData("toy-network", 12)]
    public void An_example_has_its_trials(string name, int trials)
    {
        var spec = SpecYaml.Read(File.ReadAllText(Repository.PathOf($"examples/{name}.yaml")), Catalog);
        Assert.Equal(trials, SearchAlgorithms.Create(spec, Catalog).Planned);
    }

    [Fact]
    public void The_search_for_groceries_proposes_networks_within_its_budget_only()
    {
        var spec = SpecYaml.Read(File.ReadAllText(Repository.PathOf("examples/grocery-search.yaml")), Catalog);
        Assert.All(Sizes(spec), size => Assert.InRange(size, 1, 99_999));

        // Half of the draws are beyond a budget of 70,000.
        var (bound, free) = (Sizes(spec with { Constraints = ["parameters < 70000"] }), Sizes(spec with { Constraints = [] }));
        Assert.All(bound, size => Assert.InRange(size, 1, 69_999));
        Assert.InRange(free.Count(size => size >= 70_000), 5, 15);
        // A draw within the budget stands; only one beyond it is replaced.
        Assert.Equal(free.Where(size => size < 70_000), bound.Where((_, i) => free[i] < 70_000));

        List<double> Sizes(ExperimentSpec searched)
        {
            var job = Catalog.Find(searched.Job)!;
            var search = SearchAlgorithms.Create(searched, Catalog);
            return [.. Enumerable.Range(1, 20).Select(number => job.Derived.Single().Of(job.Parameters.Complete(search.Propose(number)!.Parameters))!.Value)];
        }
    }

    [Fact]
    public void The_schema_for_editors_is_the_one_of_the_catalogue()
    {
        var path = Repository.PathOf("examples/experiment.schema.json");
        var schema = JsonSchemaWriter.Write(Catalog);
        if (Environment.GetEnvironmentVariable("ACTORTRAINING_UPDATE_FILES") == "1")
            File.WriteAllText(path, schema);

        // Editors read it whole at every start.
        Assert.True(schema.Length < 200_000, $"The schema has {schema.Length} characters: what several places have in common belongs into its definitions.");
        Assert.True(schema == File.ReadAllText(path), "examples/experiment.schema.json is out of date; run the test once with ACTORTRAINING_UPDATE_FILES=1.");
    }
}
