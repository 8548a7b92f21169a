using ActorTraining.Experiments.Analysis.Fronts;

namespace ActorTraining.Experiments.Tests.Analysis.Fronts;

public class HypervolumeTests
{
    [Fact]
    public void Of_two_goals_it_is_the_area_of_the_steps() => Assert.Equal(3 * 1 + 2 * 1 + 1 * 1, Hypervolume.Of([[1, 3], [2, 2], [3, 1], [3, 3]], [4, 4]));

    [Fact]
    public void Of_three_goals_overlapping_boxes_count_once() =>
        // Three slabs of 4 x 4 x 1 and the like: by inclusion and exclusion 3 * 16 - 3 * 4 + 1.
        Assert.Equal(37, Hypervolume.Of([[3, 0, 0], [0, 3, 0], [0, 0, 3]], [4, 4, 4]));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void It_is_the_share_of_random_points_that_are_dominated(int goals)
    {
        var random = new Random(goals);
        List<IReadOnlyList<double>> losses = [.. Enumerable.Range(0, 20).Select(_ => (IReadOnlyList<double>)[.. Enumerable.Range(0, goals).Select(_ => random.NextDouble())])];
        var hits = Enumerable.Range(0, 200_000).Count(_ =>
        {
            double[] point = [.. Enumerable.Range(0, goals).Select(_ => random.NextDouble())];
            return losses.Any(loss => loss.Zip(point).All(pair => pair.First <= pair.Second));
        });

        Assert.InRange(Hypervolume.Of(losses, [.. Enumerable.Repeat(1.0, goals)]), hits / 200_000.0 - 0.006, hits / 200_000.0 + 0.006);
    }

    [Fact]
    public void What_is_beyond_the_reference_adds_nothing()
    {
        Assert.Equal(0, Hypervolume.Of([[5, 0], [0, 4]], [4, 4]));
        Assert.Equal(0, Hypervolume.Of([], [4, 4]));
        Assert.Equal(2, Hypervolume.Of([[2], [3]], [4]));
    }
}
