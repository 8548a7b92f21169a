using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Search.Halton;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Search;

public class HaltonSearchTests
{
    private static readonly ExperimentSpec Spec =
        TestSpec.Of(new { kind = "sgd", lr = Vary.LogUniform(1e-4, 1), momentum = Vary.Uniform(0, 0.9) }, batch: Vary.Choice(16, 32, 64)) with
        {
            Search = new() { Algorithm = "halton", Trials = 60 },
            Seed = 7,
        };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_first_points_lie_one_in_each_part_of_every_dimension_and_pair(ulong seed)
    {
        var sequence = new HaltonSequence(4, seed);

        Assert.Equal(Enumerable.Range(0, 32), Enumerable.Range(0, 32).Select(point => (int)(sequence.At(point, 0) * 32)).Order());
        Assert.Equal(Enumerable.Range(0, 27), Enumerable.Range(0, 27).Select(point => (int)(sequence.At(point, 1) * 27)).Order());
        Assert.Equal(Enumerable.Range(0, 49), Enumerable.Range(0, 49).Select(point => (int)(sequence.At(point, 3) * 49)).Order());
        var boxes = Enumerable.Range(0, 36).Select(point => ((int)(sequence.At(point, 0) * 4), (int)(sequence.At(point, 1) * 9)));
        Assert.Equal(36, boxes.Distinct().Count());
    }

    [Fact]
    public void Dimensions_of_neighbouring_large_bases_do_not_run_along_a_diagonal()
    {
        var sequence = new HaltonSequence(40, 3);
        var pairs = Enumerable.Range(0, 100).Select(point => (X: sequence.At(point, 38) - 0.5, Y: sequence.At(point, 39) - 0.5)).ToList();

        var correlation = pairs.Sum(pair => pair.X * pair.Y) / Math.Sqrt(pairs.Sum(pair => pair.X * pair.X) * pairs.Sum(pair => pair.Y * pair.Y));

        Assert.InRange(correlation, -0.4, 0.4);
    }

    [Fact]
    public void Proposals_are_the_same_again_whatever_the_results_and_others_with_another_seed()
    {
        var lines = TestSpec.ProposalsOf(Spec);
        var search = SearchAlgorithms.Create(Spec, TestCatalog.Jobs);
        List<string> again = [];
        for (var number = 1; search.Propose(number) is { } proposal; number++)
        {
            again.Add(TestSpec.Line(proposal.Choices));
            search.Observe(new TrialResult(number, [number % 3 == 0 ? null : number]));
        }

        Assert.Equal(lines, again);
        Assert.Equal(60, lines.Distinct().Count());
        Assert.Empty(lines.Intersect(TestSpec.ProposalsOf(Spec with { Seed = 8 })));
    }

    [Fact]
    public void Values_keep_to_their_bounds_and_alternatives_share_the_trials_evenly()
    {
        var search = SearchAlgorithms.Create(Spec, TestCatalog.Jobs);
        List<Proposal> proposals = [.. Enumerable.Range(1, 60).Select(number => search.Propose(number)!)];

        Assert.All(proposals, proposal => Assert.InRange(proposal.Choices["optimizer.lr"].GetDouble(), 1e-4, 1));
        Assert.All(proposals, proposal => Assert.InRange(proposal.Choices["optimizer.momentum"].GetDouble(), 0, 0.9));
        Assert.All(proposals.CountBy(proposal => proposal.Choices["batch"].GetInt32()), count => Assert.InRange(count.Value, 18, 22));
    }

    [Fact]
    public void A_choice_between_objects_sets_the_parameters_of_the_chosen_one_only()
    {
        var spec = Spec with
        {
            Parameters = TestSpec.Of(Vary.Choice("adam", new { kind = "sgd", lr = Vary.Uniform(2, 3) })).Parameters,
        };
        var lines = TestSpec.ProposalsOf(spec);

        Assert.InRange(lines.Count(line => line == "optimizer=\"adam\""), 28, 32);
        Assert.All(lines.Where(line => line != "optimizer=\"adam\""), line => Assert.StartsWith("""optimizer={"kind":"sgd","lr":2.""", line));
    }

    [Fact]
    public void Points_that_break_a_constraint_are_replaced_and_not_counted_as_trials()
    {
        var search = SearchAlgorithms.Create(Spec with { Constraints = ["params.batch != 32"] }, TestCatalog.Jobs);
        List<Proposal> proposals = [.. Enumerable.Range(1, 60).Select(number => search.Propose(number)!)];

        Assert.Null(search.Propose(61));
        Assert.DoesNotContain(proposals, proposal => proposal.Choices["batch"].GetInt32() == 32);
        Assert.InRange(search.Refused, 25, 35);
    }

    [Fact]
    public void Constraints_that_nothing_meets_end_in_a_clear_error()
    {
        var error = Assert.Single(SpecValidator.Validate(Spec with { Constraints = ["params.optimizer.momentum > 0.95"] }, TestCatalog.Jobs));

        Assert.Equal(
            "spec.constraints[0]: none of 10,000 parameter sets drawn at random meets \"params.optimizer.momentum > 0.95\"; loosen it or change what the search varies",
            error.ToString());
    }
}
