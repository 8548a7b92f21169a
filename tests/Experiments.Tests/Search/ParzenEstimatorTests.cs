using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Experiments.Search.Tpe;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Search;

public class ParzenEstimatorTests
{
    private static readonly IReadOnlyList<Dimension> Line = Dimensions(new { x = Vary.Uniform(0, 1) });

    private static readonly IReadOnlyList<Dimension> Tree = Dimensions(new
    {
        rule = Vary.Choice(new { kind = "a", lr = Vary.Uniform(0, 1) }, new { kind = "b", beta = Vary.Uniform(0, 1) }, "c"),
        x = Vary.Uniform(0, 1),
    });

    [Fact]
    public void A_kernel_in_the_middle_is_a_normal_density_cut_off_at_the_bounds()
    {
        var density = new ParzenEstimator(Line, [[0.5]], new KernelWidths([0.25]));

        // Half the even density, and half of N(0.5, 0.25) of which 0.9544997 lies within the bounds.
        Assert.Equal(0.5 + 0.5 * 1.5957691 / 0.9544997, Math.Exp(density.LogDensity([0.5])), 6);
        Assert.Equal(0.5 + 0.5 * 1.5957691 * Math.Exp(-2) / 0.9544997, Math.Exp(density.LogDensity([0.0])), 6);
    }

    [Fact]
    public void A_density_has_the_integral_one_also_with_points_at_the_bounds()
    {
        var density = new ParzenEstimator(Line, [[0.0], [0.02], [0.999], [0.6]], new KernelWidths([0.07]));

        Assert.Equal(1, Enumerable.Range(0, 10_000).Average(i => Math.Exp(density.LogDensity([(i + 0.5) / 10_000]))), 6);
    }

    [Fact]
    public void Points_are_drawn_from_the_density_conditional_dimensions_included()
    {
        var nan = double.NaN;
        var density = new ParzenEstimator(Tree, [[0.1, 0.9, nan, 0.2], [0.5, nan, 0.1, 0.4]], new KernelWidths([0.3, 0.1, 0.1, 0.1]));
        var random = new RandomStream(3);

        var draws = Enumerable.Range(0, 40_000).Select(_ => density.Sample(random)).ToList();
        // 0.2 and 0.4 with a deviation of 0.1, and the even kernel: 0.9987, 0.8413 and 0.5 below the middle.
        Assert.InRange(draws.Count(point => point[3] < 0.5) / 40_000.0, 0.77, 0.79);
        // A third from each kernel: 0.8 + 0.1 of the first point's, 0.1 of the other's, and a third of the even one.
        Assert.InRange(draws.Count(point => point[0] < 1.0 / 3) / 40_000.0, (0.8 + 0.1 + 1.0 / 3) / 3 - 0.01, (0.8 + 0.1 + 1.0 / 3) / 3 + 0.01);
    }

    [Fact]
    public void A_dimension_that_does_not_count_has_no_say()
    {
        var density = new ParzenEstimator(Tree, [[0.1, 0.9, double.NaN, 0.2]], new KernelWidths([0.3, 0.1, 0.1, 0.1]));

        Assert.Equal(density.LogDensity([0.5, 0.1, 0.3, 0.2]), density.LogDensity([0.5, 0.9, 0.8, 0.2]));
        Assert.NotEqual(density.LogDensity([0.1, 0.1, 0.3, 0.2]), density.LogDensity([0.1, 0.9, 0.3, 0.2]));
        // On the point's own alternative: 3 (1 - 0.3) + 0.3 of the even density, times both normal kernels at their centres, of which the second is cut off at one bound.
        var expected = 0.5 + 0.5 * 2.4 * (3.9894228 / 0.8413447) * (3.9894228 / 0.9772499);
        Assert.Equal(expected, Math.Exp(density.LogDensity([0.1, 0.9, 0.5, 0.2])), 4);
    }

    [Fact]
    public void Kernels_are_narrow_where_points_lie_close_and_no_narrower_than_half_a_level()
    {
        var dimensions = Dimensions(new { x = Vary.Uniform(0, 1), y = Vary.Uniform(0, 1), n = Vary.Int(1, 4), c = Vary.Choice("a", "b") });
        var widths = KernelWidths.Of(dimensions, [.. Enumerable.Range(0, 30).Select(i => (double[])[0.5 + i * 1e-3, i / 30.0, 0.5, 0.25])], 1);

        Assert.True(widths[0] < 0.3 * widths[1]);
        Assert.Equal(0.125, widths[2]);
        Assert.Equal(2.0 / 32, widths[3]);
    }

    private static IReadOnlyList<Dimension> Dimensions(object space) => new SearchSpace(ParameterValue.Of(space), new ParameterValidation([])).Dimensions;
}
