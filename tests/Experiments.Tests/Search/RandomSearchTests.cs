using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Search;

public class RandomSearchTests
{
    private static readonly ExperimentSpec Spec =
        TestSpec.Of(new { kind = "sgd", lr = Vary.LogUniform(1e-4, 1), momentum = Vary.Uniform(0, 0.9) }, batch: Vary.Choice(16, 32, 64), epochs: Vary.Int(1, 4)) with
        {
            Search = TestSpec.Random(2_000),
            Seed = 7,
        };

    private static readonly IReadOnlyList<Proposal> Proposals = All(Spec);

    [Fact]
    public void A_proposal_depends_on_the_seed_and_the_number_alone()
    {
        var inOrder = SearchAlgorithms.Create(Spec, TestCatalog.Jobs);
        var all = Enumerable.Range(1, 20).Select(number => Line(inOrder, number)).ToList();
        var outOfOrder = SearchAlgorithms.Create(Spec, TestCatalog.Jobs);
        outOfOrder.Observe(new TrialResult(3, [0.5]));

        Assert.Equal(all[16], Line(outOfOrder, 17));
        Assert.Equal(all[4], Line(outOfOrder, 5));
        Assert.Equal(20, all.Distinct().Count());
        Assert.NotEqual(all[0], Line(SearchAlgorithms.Create(Spec with { Seed = 8 }, TestCatalog.Jobs), 1));
    }

    [Fact]
    public void The_sequence_is_the_same_in_every_version()
    {
        // Stored experiments go on after an update: what was proposed once has to be proposed again.
        var spec = TestSpec.Of(new { kind = "sgd", lr = 0.1, momentum = Vary.Uniform(0, 0.9) }, batch: Vary.Choice(16, 32, 64)) with { Search = Spec.Search, Seed = 7 };
        var search = SearchAlgorithms.Create(spec, TestCatalog.Jobs);

        Assert.Equal("optimizer.momentum=0.5209028789325494 batch=16", Line(search, 1));
        Assert.Equal("optimizer.momentum=0.14480599353766316 batch=16", Line(search, 2));
    }

    [Fact]
    public void A_further_parameter_leaves_the_others_as_they_were()
    {
        var fewer = TestSpec.Of(new { kind = "sgd", lr = Vary.LogUniform(1e-4, 1) }) with { Search = TestSpec.Random(50), Seed = Spec.Seed };

        Assert.Equal(Values("optimizer.lr", Proposals.Take(50)), Values("optimizer.lr", All(fewer)));
    }

    [Fact]
    public void It_ends_with_the_number_of_trials()
    {
        var search = SearchAlgorithms.Create(Spec with { Search = TestSpec.Random(3) }, TestCatalog.Jobs);

        Assert.Equal(3, search.Planned);
        Assert.NotNull(search.Propose(3));
        Assert.Null(search.Propose(4));
    }

    [Fact]
    public void Draws_are_spread_as_their_expression_says()
    {
        // 2,000 draws: a share of p has a standard deviation of at most 0.0112; the tolerance is four of them.
        const double tolerance = 0.045;
        Assert.Equal(0.25, Share("optimizer.lr", value => value < 1e-3), tolerance);
        Assert.Equal(0.75, Share("optimizer.lr", value => value < 1e-1), tolerance);
        Assert.Equal(0.5, Share("optimizer.momentum", value => value < 0.45), tolerance);
        Assert.Equal(1.0 / 3, Share("batch", value => value == 64), tolerance);
        Assert.Equal(0.25, Share("epochs", value => value == 1), tolerance);
        Assert.Equal(0.25, Share("epochs", value => value == 4), tolerance);
        Assert.Equal(1, Share("optimizer.lr", value => value is >= 1e-4 and <= 1));
        Assert.Equal(1, Share("optimizer.momentum", value => value is >= 0 and <= 0.9));
        Assert.Equal([1, 2, 3, 4], Values("epochs", Proposals).Distinct().Order());
    }

    [Fact]
    public void Parameters_are_drawn_independently()
    {
        var (rates, momenta) = (Values("optimizer.lr", Proposals).ConvertAll(Math.Log), Values("optimizer.momentum", Proposals));

        Assert.Equal(0, Correlation(rates, momenta), 0.09);
        Assert.Equal(0, Correlation(momenta.SkipLast(1).ToList(), momenta.Skip(1).ToList()), 0.09);
    }

    [Fact]
    public void A_draw_that_breaks_a_constraint_is_replaced_and_not_counted()
    {
        var allowed = All(Spec with { Constraints = ["params.optimizer.lr < 1e-3", "params.batch != 32"], Search = TestSpec.Random(200) });

        Assert.Equal(200, allowed.Count);
        Assert.Equal([16.0, 64.0], Values("batch", allowed).Distinct().Order());
        Assert.All(Values("optimizer.lr", allowed), rate => Assert.True(rate < 1e-3));
    }

    [Fact]
    public void Replaced_draws_are_counted_by_themselves()
    {
        var search = SearchAlgorithms.Create(Spec with { Constraints = ["params.batch != 32"], Search = TestSpec.Random(200) }, TestCatalog.Jobs);
        var free = SearchAlgorithms.Create(Spec with { Search = TestSpec.Random(200) }, TestCatalog.Jobs);
        for (var number = 1; number <= 200; number++)
            Assert.NotNull(search.Propose(number));

        Assert.Null(search.Propose(201));
        Assert.Equal(200, search.Planned);
        var unfit = Enumerable.Range(1, 200).Count(number => Line(free, number).Contains("batch=32", StringComparison.Ordinal));
        Assert.InRange(search.Refused, unfit, 2 * unfit);
    }

    [Fact]
    public void A_choice_between_objects_draws_within_the_chosen_one_only()
    {
        var spec = TestSpec.Of(Vary.Choice("adam", new { kind = "sgd", lr = Vary.Uniform(2, 3) })) with { Search = TestSpec.Random(400) };
        var lines = TestSpec.ProposalsOf(spec);

        Assert.Equal(0.5, lines.Count(line => line == "optimizer=\"adam\"") / 400.0, 0.1);
        Assert.All(lines.Where(line => line != "optimizer=\"adam\""), line => Assert.StartsWith("""optimizer={"kind":"sgd","lr":2.""", line));
    }

    [Fact]
    public void Constraints_that_nothing_meets_end_in_a_clear_error()
    {
        var spec = Spec with { Constraints = ["params.optimizer.momentum > 0.95"] };

        var error = Assert.Single(SpecValidator.Validate(spec, TestCatalog.Jobs));
        Assert.Equal(
            "spec.constraints[0]: none of 10,000 parameter sets drawn at random meets \"params.optimizer.momentum > 0.95\"; loosen it or change what the search varies",
            error.ToString());
    }

    private static double Share(string path, Predicate<double> isCounted) => Values(path, Proposals).Count(value => isCounted(value)) / 2_000.0;

    private static List<double> Values(string path, IEnumerable<Proposal> proposals) => [.. proposals.Select(proposal => proposal.Choices[path].GetDouble())];

    private static List<Proposal> All(ExperimentSpec spec)
    {
        var search = SearchAlgorithms.Create(spec, TestCatalog.Jobs);
        return [.. Enumerable.Range(1, search.Planned!.Value).Select(number => search.Propose(number)!)];
    }

    private static string Line(ISearchAlgorithm search, int number) => TestSpec.Line(search.Propose(number)!.Choices);

    private static double Correlation(List<double> a, List<double> b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var covariance = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return covariance / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
