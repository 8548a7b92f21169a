using ActorTraining.Experiments.Search.Sobol;

namespace ActorTraining.Experiments.Tests.Search;

public class SobolSequenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Among_the_first_points_each_equal_part_of_every_dimension_has_one(ulong seed)
    {
        var sequence = new SobolSequence(80, seed);

        foreach (var count in new[] { 16, 256 })
        {
            for (var dimension = 0; dimension < 80; dimension++)
                Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, count).Select(point => (int)(sequence.At(point, dimension) * count)).Order());
        }
    }

    [Fact]
    public void The_first_two_dimensions_fill_every_box_of_equal_area_once()
    {
        var sequence = new SobolSequence(2, 5);

        foreach (var (columns, rows) in new[] { (2, 32), (4, 16), (8, 8), (16, 4), (64, 1) })
        {
            var boxes = Enumerable.Range(0, 64).Select(point => ((int)(sequence.At(point, 0) * columns), (int)(sequence.At(point, 1) * rows)));
            Assert.Equal(64, boxes.Distinct().Count());
        }
    }

    [Fact]
    public void Direction_numbers_are_spread_evenly_in_pairs()
    {
        var directions = SobolDirections.For(64);
        var pairs = from i in Enumerable.Range(0, 64) from j in Enumerable.Range(0, i) select (double)SobolDirections.Unevenness(directions[j], directions[i]);

        // Nine sizes of point sets, m from 2 to 10: a t of 3 in each would be 81.
        Assert.True(pairs.Average() < 60);
        Assert.Equal(0, SobolDirections.Unevenness(directions[0], directions[1]));
    }

    [Fact]
    public void An_integral_is_estimated_better_than_by_random_points()
    {
        // The product of 1 + (x - 1/2) / 2 over six dimensions has the integral 1.
        static double Error(Func<int, int, double> at) => Math.Abs(1 - Enumerable.Range(0, 1024).Average(point =>
            Enumerable.Range(0, 6).Aggregate(1.0, (product, dimension) => product * (1 + (at(point, dimension) - 0.5) / 2))));
        var even = Enumerable.Range(1, 10).Average(seed =>
        {
            var sequence = new SobolSequence(6, (ulong)seed);
            return Error((point, dimension) => sequence.At(point, dimension));
        });
        var random = Enumerable.Range(1, 10).Average(seed =>
        {
            var draws = new Random(seed);
            return Error((_, _) => draws.NextDouble());
        });

        Assert.True(even < random / 10, $"{even} against {random}");
    }
}
