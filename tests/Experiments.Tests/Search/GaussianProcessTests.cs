using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Search.Gp;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Search;

public class GaussianProcessTests
{
    private static readonly IReadOnlyList<Dimension> Plane = Dimensions(new { x = Vary.Uniform(0, 1), y = Vary.Uniform(0, 1), c = Vary.Choice("a", "b") });

    [Fact]
    public void The_correlation_is_that_of_a_Matern_kernel_of_smoothness_five_halves()
    {
        var widths = new KernelWidths([Math.Log(0.5), Math.Log(1e-6)], [0]);

        // r = 0.5 / 0.5: (1 + √5 + 5/3) exp(-√5).
        Assert.Equal(0.5239941088, widths.Correlation([0.2], [0.7]), 9);
        Assert.Equal(1, widths.Correlation([0.2], [0.2]));
    }

    [Fact]
    public void Without_noise_it_goes_through_the_values_and_is_unsure_between_them()
    {
        var process = GaussianProcess.Of(new KernelWidths([Math.Log(0.3), Math.Log(1e-6)], [0]), [[0.1], [0.5], [0.9]], [-1, 2, -1])!;

        Assert.Equal(2, process.At([0.5]).Mean, 3);
        Assert.True(process.At([0.5]).Variance < 1e-4);
        Assert.True(process.At([0.3]).Variance > 100 * process.At([0.5]).Variance);
    }

    [Fact]
    public void What_is_believed_lowers_the_variance_and_leaves_the_mean()
    {
        var process = GaussianProcess.Of(new KernelWidths([Math.Log(0.3), Math.Log(1e-6)], [0]), [[0.1], [0.9]], [-1, 1])!;
        var before = process.At([0.5]);

        process.Believe([0.5]);

        Assert.Equal(before.Mean, process.At([0.5]).Mean, 6);
        Assert.True(process.At([0.5]).Variance < 1e-3 * before.Variance);
    }

    [Fact]
    public void The_slopes_of_mean_variance_and_improvement_are_those_of_central_differences()
    {
        var process = GaussianProcess.Of(new KernelWidths([Math.Log(0.4), Math.Log(0.7), Math.Log(1e-3)], [0, 1]), [[0.1, 0.3], [0.5, 0.9], [0.8, 0.2]], [-1, 2, 0.5])!;
        foreach (var best in new[] { 0.5, -3, -200 })
        {
            double Log(double x) => process.At([x, 0.6]) is var (mean, variance) ? ExpectedImprovement.Log(mean, variance, best) : 0;
            var at = process.SlopeAt([0.35, 0.6]);

            Assert.Equal((process.At([0.35 + 1e-5, 0.6]).Mean - process.At([0.35 - 1e-5, 0.6]).Mean) / 2e-5, at.MeanSlope[0], 5);
            Assert.Equal((process.At([0.35 + 1e-5, 0.6]).Variance - process.At([0.35 - 1e-5, 0.6]).Variance) / 2e-5, at.VarianceSlope[0], 5);
            var expected = (Log(0.35 + 1e-6) - Log(0.35 - 1e-6)) / 2e-6;
            Assert.InRange(ExpectedImprovement.Slope(at.Mean, at.Variance, best, at.MeanSlope[0], at.VarianceSlope[0]) / expected, 0.999, 1.001);
        }
    }

    [Fact]
    public void The_gradient_of_the_fit_is_that_of_central_differences()
    {
        var random = new Random(1);
        var map = new FeatureMap(Plane);
        List<double[]> points = [.. Enumerable.Range(0, 12).Select(_ => map.Of([random.NextDouble(), random.NextDouble(), random.NextDouble()]))];
        var fit = new WidthFit(map, 3, points, [.. points.Select(point => Math.Sin(5 * point[0]) + point[2])]);
        double[] at = [-1, 0.3, -0.5, -4];

        var gradient = fit.Loss(at).Gradient;

        for (var i = 0; i < at.Length; i++)
        {
            double Moved(double by) => fit.Loss([.. at.Select((x, k) => k == i ? x + by : x)]).Value;
            Assert.Equal((Moved(1e-5) - Moved(-1e-5)) / 2e-5, gradient[i], 4);
        }
    }

    [Fact]
    public void Features_keep_categories_equally_far_apart_and_tell_what_is_missing()
    {
        var map = new FeatureMap(Dimensions(new { c = Vary.Choice("a", new { b = Vary.Uniform(0, 1) }, "d") }));
        double[] a = map.Of([0.1, double.NaN]), b = map.Of([0.5, 0.7]), d = map.Of([0.9, double.NaN]);

        Assert.Equal(1, Square(a, d), 12);
        Assert.Equal(1 + 0.2 * 0.2 + 0.5 * 0.5, Square(a, b), 12);
        Assert.Equal([(3, 1)], map.Movable([0.5, 0.7]));
        Assert.Empty(map.Movable([0.1, double.NaN]));
    }

    [Fact]
    public void A_loss_over_orders_of_magnitude_is_seen_by_its_logarithm_and_others_as_they_are()
    {
        var steep = LossWarp.Of([.. Enumerable.Range(0, 40).Select(i => Math.Pow(10, i / 8.0))]);
        var even = LossWarp.Of([.. Enumerable.Range(0, 40).Select(i => (double)i)]);

        // Without the logarithm the middle is 0.003 of the span above the best.
        Assert.True(steep[20] - steep[0] > 0.1 * (steep[39] - steep[0]));
        Assert.Equal(20 / 39.0, (even[20] - even[0]) / (even[39] - even[0]), 9);
        Assert.All([steep, even], values => Assert.Equal(0, values.Average(), 9));
        Assert.Equal([0, 0], LossWarp.Of([3, 3]));
        Assert.All(LossWarp.Of([double.MaxValue, -double.MaxValue, 0]), value => Assert.True(double.IsFinite(value)));
    }

    private static double Square(double[] a, double[] b) => a.Zip(b).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second));

    private static IReadOnlyList<Dimension> Dimensions(object space) => new SearchSpace(ParameterValue.Of(space), new ParameterValidation([])).Dimensions;
}
