using ActorTraining.Experiments.Analysis.Fronts;

namespace ActorTraining.Experiments.Tests.Analysis.Fronts;

public class NondominatedSortTests
{
    private static readonly IReadOnlyList<IReadOnlyList<double>> Losses = [[1, 5], [2, 3], [4, 1], [2, 4], [4, 4], [5, 5], [2.5, 2.9]];

    [Fact]
    public void The_front_has_what_none_dominates_and_of_equals_the_first() => Assert.Equal([0, 1, 6, 2], ParetoFront.Of([.. Losses, [2, 3], [double.NaN, 0]]));

    [Fact]
    public void With_three_goals_the_front_is_what_comparing_all_pairs_gives()
    {
        var random = new Random(4);
        List<IReadOnlyList<double>> losses = [.. Enumerable.Range(0, 200).Select(_ => (IReadOnlyList<double>)[random.Next(20), random.Next(20), random.Next(20)])];

        var expected = Enumerable.Range(0, 200).Where(i => !losses.Index().Any(other =>
            ParetoFront.Dominates(other.Item, losses[i]) || (other.Index < i && other.Item.SequenceEqual(losses[i]))));

        Assert.Equal(expected, ParetoFront.Of(losses).Order());
    }

    [Fact]
    public void Fronts_come_one_behind_the_other() => Assert.Equal([[0, 1, 2, 6], [3], [4], [5]], NondominatedSort.Fronts(Losses));

    [Fact]
    public void Within_a_front_the_ends_come_first_and_then_what_stands_apart() => Assert.Equal([0, 2, 6, 1, 3, 4, 5], NondominatedSort.BestFirst(Losses));

    [Fact]
    public void Crowding_is_the_gap_around_a_result_as_a_share_of_the_span() =>
        Assert.Equal([double.PositiveInfinity, 1.5 / 3 + 2.1 / 4, double.PositiveInfinity, 2.0 / 3 + 2.0 / 4], NondominatedSort.Crowding(Losses, [0, 1, 2, 6]).Select(distance => distance));

    [Fact]
    public void With_one_goal_the_order_is_that_of_the_loss() => Assert.Equal([2, 0, 3, 1], NondominatedSort.BestFirst([[1], [3], [0], [2]]));
}
