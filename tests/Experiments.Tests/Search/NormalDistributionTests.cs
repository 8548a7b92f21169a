using ActorTraining.Experiments.Search;

namespace ActorTraining.Experiments.Tests.Search;

/// <summary>Against values to 16 digits from tables of the normal distribution.</summary>
public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(-1, 0.15865525393145707)]
    [InlineData(1.959963984540054, 0.975)]
    [InlineData(-3, 0.0013498980316300933)]
    [InlineData(-6, 9.865876450376946e-10)]
    [InlineData(-10, 7.619853024160495e-24)]
    public void The_cumulative_probability_and_its_inverse(double x, double p)
    {
        Assert.Equal(1, NormalDistribution.Cumulative(x) / p, 1e-13);
        Assert.Equal(x, NormalDistribution.Quantile(p), 1e-12 * Math.Max(1, Math.Abs(x)));
    }

    [Fact]
    public void The_inverse_undoes_the_cumulative_probability_over_the_whole_range()
    {
        for (var x = -8.0; x <= 5; x += 0.01)
        {
            Assert.Equal(x, NormalDistribution.Quantile(NormalDistribution.Cumulative(x)), 1e-9);
        }
    }

    [Fact]
    public void The_density_is_the_slope_of_the_cumulative_probability()
    {
        for (var x = -5.0; x <= 5; x += 0.1)
        {
            const double H = 1e-5;
            Assert.Equal((NormalDistribution.Cumulative(x + H) - NormalDistribution.Cumulative(x - H)) / (2 * H), NormalDistribution.Density(x), 1e-9);
        }
    }
}
