using ActorTraining.Experiments.Search;

namespace ActorTraining.Experiments.Tests.Search;

public class TpeSearchTests
{
    [Theory]
    [InlineData("tpe")]
    [InlineData("gp")]
    public void Trials_that_run_are_part_of_the_beginning(string algorithm)
    {
        // Two results and eight trials that run: the eleventh is not the next point of the beginning, which it is with nothing to learn from.
        var space = new { x = Vary.Uniform(0, 1), y = Vary.Uniform(0, 1) };
        var (search, blind) = (new SearchCase(algorithm, space), new SearchCase(algorithm, space));
        for (var trial = 1; trial <= 10; trial++)
        {
            search.Propose();
            blind.Propose();
        }
        Assert.Equal(blind.Proposals.Select(SearchCase.Text), search.Proposals.Select(SearchCase.Text));
        search.End(1, search.Bowl(search.Proposals[0]));
        search.End(2, search.Bowl(search.Proposals[1]));

        Assert.NotEqual(SearchCase.Text(blind.Propose()), SearchCase.Text(search.Propose()));
    }

    [Fact]
    public void Trials_side_by_side_spread_although_none_has_ended()
    {
        var search = new SearchCase("tpe", new { x = Vary.Uniform(0, 1), y = Vary.Uniform(0, 1) });
        search.Run(40);

        var points = Enumerable.Range(0, 12).Select(_ => search.Space.Encode(search.Propose()!.Parameters)!).ToList();

        var nearest = points.Select((point, i) => points.Where((_, j) => j != i).Min(other => double.Hypot(point[0] - other[0], point[1] - other[1])));
        Assert.True(nearest.Average() > 0.02, $"{nearest.Average()}");
    }

    [Fact]
    public void A_limited_space_is_tried_out_before_anything_comes_twice()
    {
        var search = new SearchCase("tpe", new { a = Vary.Int(1, 5), b = Vary.Choice("x", "y", "z"), c = Vary.Grid(1, 2) });

        Assert.Equal(30, search.Run(30).Select(SearchCase.Text).Distinct().Count());
        Assert.Equal(30, search.Run(10).Select(SearchCase.Text).Distinct().Count());
    }

    [Fact]
    public void An_alternative_of_which_every_trial_fails_is_hardly_tried_again()
    {
        var search = new SearchCase("tpe", new { kind = Vary.Choice("sound", "broken"), y = Vary.Uniform(0, 1) });
        for (var trial = 1; trial <= 100; trial++)
        {
            var proposal = search.Propose()!;
            search.End(trial, IsBroken(proposal) ? [null] : [Math.Abs(proposal.Parameters.GetProperty("y").GetDouble() - 0.3)]);
        }

        Assert.InRange(search.Proposals.Skip(50).Count(IsBroken), 0, 8);

        static bool IsBroken(Proposal proposal) => proposal.Parameters.GetProperty("kind").GetString() == "broken";
    }
}
