using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Search;

public class GridSearchTests
{
    [Fact]
    public void Every_combination_is_proposed_the_last_expression_of_the_document_varying_fastest()
    {
        var spec = TestSpec.Of(new { kind = "sgd", lr = Vary.Grid(0.1, 1) }, batch: Vary.Choice(16, 32), epochs: Vary.Int(1, 2));

        Assert.Equal(
            [
                "optimizer.lr=0.1 batch=16 epochs=1", "optimizer.lr=0.1 batch=16 epochs=2",
                "optimizer.lr=0.1 batch=32 epochs=1", "optimizer.lr=0.1 batch=32 epochs=2",
                "optimizer.lr=1 batch=16 epochs=1", "optimizer.lr=1 batch=16 epochs=2",
                "optimizer.lr=1 batch=32 epochs=1", "optimizer.lr=1 batch=32 epochs=2",
            ],
            TestSpec.ProposalsOf(spec));
    }

    [Fact]
    public void A_value_is_put_in_the_place_of_its_expression_and_nothing_else_changes()
    {
        var proposal = First(TestSpec.Of(new { kind = "sgd", lr = Vary.Grid(0.5, 1), momentum = 0.9 }));

        Assert.Equal(
            """{"dataset":"mnist","model":{"layers":[{"kind":"linear","units":10}]},"optimizer":{"kind":"sgd","lr":0.5,"momentum":0.9},"batch":32,"epochs":1}""",
            proposal.Parameters.GetRawText());
    }

    [Fact]
    public void Without_expressions_there_is_one_trial() => Assert.Equal([""], TestSpec.ProposalsOf(TestSpec.Of("adam")));

    [Fact]
    public void A_choice_between_objects_opens_a_space_of_its_own_for_each()
    {
        var spec = TestSpec.Of(Vary.Choice(new { kind = "sgd", lr = Vary.Grid(0.1, 1) }, "adam"), batch: Vary.Grid(16, 32));

        Assert.Equal(
            [
                """optimizer={"kind":"sgd","lr":0.1} optimizer.lr=0.1 batch=16""", """optimizer={"kind":"sgd","lr":0.1} optimizer.lr=0.1 batch=32""",
                """optimizer={"kind":"sgd","lr":1} optimizer.lr=1 batch=16""", """optimizer={"kind":"sgd","lr":1} optimizer.lr=1 batch=32""",
                """optimizer="adam" batch=16""", """optimizer="adam" batch=32""",
            ],
            TestSpec.ProposalsOf(spec));
    }

    [Fact]
    public void An_expression_may_stand_in_a_list()
    {
        var spec = SpecYaml.Read(TestSpec.Yaml.Replace("units: 10", "units: { grid: [10, 20] }"), TestCatalog.Jobs);

        Assert.Equal(["model.layers[0].units=10", "model.layers[0].units=20"], TestSpec.ProposalsOf(spec));
    }

    [Fact]
    public void The_number_of_trials_caps_the_grid()
    {
        var spec = TestSpec.Of(new { kind = "sgd", lr = Vary.Grid(0.1, 1) }, batch: Vary.Choice(16, 32)) with { Search = TestSpec.Grid(trials: 3) };

        Assert.Equal(3, TestSpec.ProposalsOf(spec).Count);
        Assert.Equal(3, SearchAlgorithms.Create(spec, TestCatalog.Jobs).Planned);
    }

    [Fact]
    public void Combinations_that_break_a_constraint_are_skipped_and_not_counted()
    {
        var spec = TestSpec.Of(new { kind = "sgd", lr = Vary.Grid(0.1, 1) }, batch: Vary.Grid(16, 32)) with { Constraints = ["params.optimizer.lr * params.batch < 20"] };

        Assert.Equal(["optimizer.lr=0.1 batch=16", "optimizer.lr=0.1 batch=32", "optimizer.lr=1 batch=16"], TestSpec.ProposalsOf(spec));
        var search = SearchAlgorithms.Create(spec, TestCatalog.Jobs);
        Assert.Equal((3, 1), (search.Planned, search.Refused));
    }

    [Fact]
    public void A_huge_grid_asks_for_a_limit_and_runs_with_one()
    {
        var spec = TestSpec.Of(new { kind = "sgd", lr = Vary.Int(1, 1_000_000_000_000) }, batch: Vary.Int(1, 1_000), epochs: Vary.Int(1, 1_000_000_000));

        var error = Assert.Single(SpecValidator.Validate(spec, TestCatalog.Jobs));
        Assert.Equal("spec.search.trials: is missing; the grid has 1,000,000,000,000,000,000,000,000 points, and more than 100,000 need a limit", error.ToString());
        Assert.Equal(
            ["optimizer.lr=1 batch=1 epochs=1", "optimizer.lr=1 batch=1 epochs=2"],
            TestSpec.ProposalsOf(spec with { Search = TestSpec.Grid(trials: 2) }));
    }

    [Fact]
    public void Constraints_that_no_combination_meets_are_found_before_the_first_trial()
    {
        var spec = TestSpec.Of(new { kind = "sgd", lr = Vary.Grid(0.1, 1) }) with { Constraints = ["params.batch > 64"] };

        var error = Assert.Single(SpecValidator.Validate(spec, TestCatalog.Jobs));
        Assert.Equal("spec.constraints[0]: none of 10,000 parameter sets drawn at random meets \"params.batch > 64\"; loosen it or change what the search varies", error.ToString());
        var exception = Assert.Throws<SearchException>(() => SearchAlgorithms.Create(spec, TestCatalog.Jobs));
        Assert.Equal("none of the grid's 2 points meets the constraints; loosen them or change the values", exception.Message);
    }

    private static Proposal First(ExperimentSpec spec) => SearchAlgorithms.Create(spec, TestCatalog.Jobs).Propose(1)!;
}
