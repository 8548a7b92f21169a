using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Search.Cmaes;

namespace ActorTraining.Experiments.Tests.Search;

public class CmaesDistributionTests
{
    [Fact]
    public void The_constants_are_those_of_the_tutorial()
    {
        // Of the tutorial's table for 10 dimensions and the standard population of 10.
        var settings = new CmaesSettings(10, 10);

        Assert.Equal(5, settings.Mu);
        Assert.Equal(1, settings.Weights.Take(5).Sum(), 12);
        Assert.Equal(0.4563, settings.Weights[0], 3);
        Assert.Equal(3.1673, settings.EffectiveMass, 3);
        Assert.Equal((3.1673 + 2) / (10 + 3.1673 + 5), settings.StepRate, 4);
        Assert.All(settings.Weights.Skip(5), weight => Assert.True(weight <= 0));
        Assert.Equal(3.0847, settings.ExpectedLength, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_narrows_on_the_minimum_of_a_long_valley_that_is_turned(ulong seed)
    {
        static double Valley(double[] x) => Math.Pow(x[0] + x[1] - 0.8, 2) + 1e4 * Math.Pow(x[0] - x[1], 2);
        var distribution = new CmaesDistribution([0.9, 0.1], 0.3, 6);
        var random = new RandomStream(seed);

        for (var generation = 0; generation < 120; generation++)
            distribution.Update([.. Enumerable.Range(0, 6).Select(_ => distribution.At([random.Normal(), random.Normal()])).OrderBy(Valley)]);

        Assert.True(Valley(distribution.Mean) < 1e-8, $"{Valley(distribution.Mean)}");
        Assert.True(distribution.Deviation(0) < 1e-3);
    }

    [Fact]
    public void Points_from_far_away_do_not_tear_it_apart()
    {
        var distribution = new CmaesDistribution([0.5, 0.5, 0.5], 1e-3, 7);

        distribution.Update([.. Enumerable.Range(0, 7).Select(i => (double[])[1e6 * i, -1e6, 0.5])]);

        Assert.All(distribution.Mean, x => Assert.InRange(x, 0.49, 0.51));
        Assert.True(distribution.Sigma < 0.01);
    }

    [Fact]
    public void A_whole_number_is_searched_to_its_best_level_and_not_stuck_beside_it()
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var search = new SearchCase("cmaes", new { n = Vary.Int(1, 50), x = Vary.Uniform(0, 1) }, seed);
            for (var trial = 1; trial <= 250; trial++)
            {
                var at = search.Propose()!.Parameters;
                search.End(trial, Math.Pow(at.GetProperty("n").GetInt32() - 37, 2) + 0.1 * Math.Pow(at.GetProperty("x").GetDouble() - 0.2, 2));
            }
            Assert.Contains(search.Proposals, proposal => proposal.Parameters.GetProperty("n").GetInt32() == 37);
        }
    }
}
