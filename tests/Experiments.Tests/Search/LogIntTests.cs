using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Search;

public class LogIntTests
{
    private static readonly object Rate = new { kind = "sgd", lr = 0.1 };

    [Fact]
    public void Each_order_of_magnitude_is_drawn_as_often_with_both_bounds()
    {
        var search = SearchAlgorithms.Create(TestSpec.Of(Rate, batch: Vary.LogInt(1, 256)) with { Search = TestSpec.Random(4_000) }, TestCatalog.Jobs);
        List<int> batches = [.. Enumerable.Range(1, 4_000).Select(number => search.Propose(number)!.Choices["batch"].GetInt32())];

        Assert.Equal(1, batches.Min());
        Assert.InRange(batches.Max(), 250, 256);

        // The logarithm runs evenly from that of 0.5 to that of 256.5, so that 1 has the share ln 3 / ln 513.
        Assert.Equal(Math.Log(3) / Math.Log(513), batches.Count(batch => batch == 1) / 4_000.0, 0.03);
        Assert.Equal(Math.Log(31) / Math.Log(513), batches.Count(batch => batch <= 15) / 4_000.0, 0.03);
    }

    [Fact]
    public void A_grid_tries_each_number() =>
        Assert.Equal(["batch=3", "batch=4", "batch=5"], TestSpec.ProposalsOf(TestSpec.Of(Rate, batch: Vary.LogInt(3, 5))));

    [Fact]
    public void A_bound_that_has_no_logarithm_is_refused()
    {
        var error = Assert.Single(SpecValidator.Validate(TestSpec.Of(Rate, batch: Vary.LogInt(0, 8)), TestCatalog.Jobs));

        Assert.StartsWith("spec.params.batch.logint[0]: ", error.ToString());
    }
}
