using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Search;

namespace ActorTraining.Experiments.Tests.Search;

public class Nsga2SearchTests
{
    private static readonly object Square = new { x = Vary.Uniform(0, 1), y = Vary.Uniform(0, 1), z = Vary.Uniform(0, 1) };

    [Fact]
    public void It_conquers_more_than_random_draws_and_spreads_along_the_front()
    {
        // From (0.3, ...) to (0.7, ...) the two bowls trade off; the front's ends are at (0, 0.48) and (0.48, 0).
        double Volume(string algorithm) => Enumerable.Range(1, 5).Average(seed => Hypervolume.Of(Losses(algorithm, (ulong)seed), [0.5, 0.5]));

        Assert.True(0.25 - Volume("nsga2") < 0.75 * (0.25 - Volume("random")));
        var front = Losses("nsga2", 1);
        var best = ParetoFront.Of(front).Select(place => front[place]).ToList();
        Assert.True(best.Count > 15);
        Assert.True(best[0][0] < 0.05 && best[^1][1] < 0.05);
    }

    [Fact]
    public void A_limited_space_is_tried_out_before_anything_comes_twice()
    {
        var search = new SearchCase("nsga2", new { a = Vary.Int(1, 8), b = Vary.Choice("x", "y", "z"), c = Vary.Grid(1, 2) }, objectives: 2);

        Assert.Equal(48, search.Run(48).Select(SearchCase.Text).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_comes_twice_in_a_continuum_whatever_stands_on_dimensions_that_do_not_count(ulong seed)
    {
        var search = new SearchCase("nsga2", new { units = Vary.Int(1, 8), optimizer = Vary.Choice(new { kind = "sgd", lr = Vary.LogUniform(1e-3, 1) }, new { kind = "adam", lr = Vary.LogUniform(1e-4, 0.1) }) }, seed, objectives: 2);

        Assert.Equal(100, search.Run(100).Select(SearchCase.Text).Distinct().Count());
    }

    private static List<IReadOnlyList<double>> Losses(string algorithm, ulong seed)
    {
        var search = new SearchCase(algorithm, Square, seed, objectives: 2);
        return [.. search.Run(150).Select(proposal => (IReadOnlyList<double>)[.. search.Bowl(proposal).Select(value => value!.Value)])];
    }
}
