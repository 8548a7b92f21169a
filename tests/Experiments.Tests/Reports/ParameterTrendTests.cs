using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Tests.Reports;

public class ParameterTrendTests
{
    private static ParameterTrend Trend(params (double Value, double? Objective)[] trials) =>
        ParameterTrend.Of([.. trials.Select(t => (t.Value, t.Objective, t.Objective is null))], higherIsBetter: true, _ => true)!;

    [Fact]
    public void An_objective_that_rises_all_along_is_best_at_the_upper_edge()
    {
        var trend = Trend((0.01, 0.87), (0.1, 0.93), (1, 0.95));
        Assert.Equal((TrendShape.BetterUpwards, 2), (trend.Shape, trend.Best));
        Assert.Equal([3, 10], trend.Next);
    }

    [Fact]
    public void One_that_falls_is_best_at_the_lower_edge()
    {
        var trend = Trend((0.01, 0.95), (0.1, 0.93), (1, 0.2));
        Assert.Equal((TrendShape.BetterDownwards, 0), (trend.Shape, trend.Best));
        Assert.Equal([0.001, 0.003], trend.Next);
    }

    [Fact]
    public void An_optimum_inside_is_narrowed_down_on_both_sides()
    {
        var trend = Trend((0.01, 0.87), (0.1, 0.96), (1, 0.90));
        Assert.Equal((TrendShape.Peak, 1), (trend.Shape, trend.Best));
        Assert.Equal([0.03, 0.3], trend.Next);
    }

    [Fact]
    public void A_value_that_diverged_bounds_the_optimum()
    {
        var trend = Trend((0.01, 0.87), (0.1, 0.93), (1, 0.95), (10, null));
        Assert.Equal((TrendShape.BetterUpwards, 10.0), (trend.Shape, trend.BrokenAbove));
        Assert.Equal([0.3, 3], trend.Next);
    }

    [Fact]
    public void Small_differences_are_no_dependence() => Assert.Equal(TrendShape.Level, Trend((1, 0.951), (2, 0.953), (3, 0.952)).Shape);

    [Fact]
    public void Up_and_down_and_up_is_no_trend() => Assert.Equal(TrendShape.Irregular, Trend((1, 0.5), (2, 0.8), (3, 0.6), (4, 0.9)).Shape);

    [Fact]
    public void A_valley_is_no_peak() => Assert.Equal(TrendShape.Irregular, Trend((1, 0.9), (2, 0.5), (3, 0.8)).Shape);

    [Fact]
    public void Trials_of_one_value_count_by_their_mean() =>
        Assert.Equal([(1.0, 0.6), (2.0, 0.9)], Trend((1, 0.5), (2, 0.9), (1, 0.7)).Points.Select(p => (p.Value, Math.Round(p.Objective, 9))));

    [Fact]
    public void Two_values_are_needed() => Assert.Null(ParameterTrend.Of([(1, 0.5, false), (1, 0.6, false), (2, null, true)], true, _ => true));

    [Theory]
    [InlineData(new double[] { 32, 64, 128 }, 128, new double[] { 160, 192 })]
    [InlineData(new double[] { 8, 32, 128 }, 128, new double[] { 300, 500 })]
    [InlineData(new double[] { 0, 0.25, 0.5 }, 0.25, new double[] { 0.12, 0.38 })]
    [InlineData(new double[] { 0.5, 0.9 }, 0.9, new double[] { })]
    [InlineData(new double[] { 1, 2, 3 }, 2, new double[] { })]
    [InlineData(new double[] { 1e-5, 1e-4 }, 1e-5, new double[] { 1e-6, 3e-6 })]
    public void The_next_values_are_round_untried_and_in_bounds(double[] tried, double best, double[] next) => Assert.Equal(next, NextValues.After(tried, best, _ => true));

    [Fact]
    public void What_the_parameter_cannot_be_is_not_proposed()
    {
        Assert.Equal([1.5, 2], NextValues.After([0.1, 0.2, 0.5, 1], 1, _ => true));
        Assert.Equal([], NextValues.After([0.1, 0.2, 0.5, 1], 1, value => value <= 1));
        Assert.Equal([160], NextValues.After([32, 64, 128], 128, value => value <= 180));
    }

    [Theory]
    [InlineData(0.1, 1, 1, true)]
    [InlineData(0.1, 0.9, 1, false)]
    [InlineData(0, 0.9, 0, true)]
    [InlineData(0.1, 0.9, 0.1, false)]
    public void The_outermost_value_that_is_possible_is_known_to_be_so(double low, double high, double best, bool atBound) =>
        Assert.Equal(atBound, ParameterTrend.Of([(low, low == best ? 1 : 0, false), (high, high == best ? 1 : 0, false)], true, value => value is >= 0 and <= 1)!.IsBestAtBound);

    [Fact]
    public void Of_whole_numbers_the_next_one_is_looked_at() =>
        Assert.False(ParameterTrend.Of([(1, 0.1, false), (2, 0.9, false)], true, value => value == Math.Floor(value) && value <= 3)!.IsBestAtBound);

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 10, 20, 30, 1000 }, 1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 4, 3, 2, 1 }, -1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 5, 5, 5, 5 }, 0)]
    [InlineData(new double[] { 1, 2, 3, 4, 5 }, new double[] { 1, 2, 3, 5, 4 }, 0.9)]
    [InlineData(new double[] { 1, 1, 2 }, new double[] { 1, 2, 3 }, 0.8660254037844387)]
    public void The_rank_correlation_is_Spearmans(double[] a, double[] b, double rho) => Assert.Equal(rho, RankCorrelation.Of(a, b), 1e-12);
}
