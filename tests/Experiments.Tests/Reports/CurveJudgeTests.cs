using ActorTraining.Experiments.Reports.Analysis;
using static ActorTraining.Experiments.Tests.Reports.SweepCase;

namespace ActorTraining.Experiments.Tests.Reports;

public class CurveJudgeTests
{
    private static Curve Curve(params double[] values) =>
        ActorTraining.Experiments.Reports.Analysis.Curve.Of(new MetricSeries(1, "loss", [.. Enumerable.Range(1, values.Length).Select(i => (long)i)], values));

    private static CurveVerdict Judge(double[] training, double[]? heldOut = null) =>
        CurveJudge.Judge(Curve(training), heldOut is null ? null : Curve(heldOut)).Verdict;

    [Fact]
    public void A_curve_that_has_come_to_rest_converged() => Assert.Equal(CurveVerdict.Converged, Judge(Approach(2.3, 0.2, 0.5)));

    [Fact]
    public void A_curve_that_still_falls_is_improving() => Assert.Equal(CurveVerdict.Improving, Judge(Approach(2.3, 0.2, 0.93)));

    [Fact]
    public void A_straight_fall_is_improving_however_small_it_is_against_the_level() =>
        Assert.Equal(CurveVerdict.Improving, Judge([.. Enumerable.Range(0, 20).Select(i => 100 - 0.2 * i)]));

    [Fact]
    public void Held_out_data_decides_whether_training_is_finished() =>
        Assert.Equal(CurveVerdict.Converged, Judge(Approach(2.3, 0.001, 0.8), Approach(2.3, 0.4, 0.5)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_curve_that_stops_being_a_number_diverged_however_short_it_is(double end)
    {
        Assert.Equal(CurveVerdict.Diverged, Judge([2.3, 2.2, 2.1, 2.0, 1.9, end]));
        Assert.Equal(CurveVerdict.Diverged, Judge([end]));
    }

    [Fact]
    public void A_curve_that_ends_above_its_start_diverged() => Assert.Equal(CurveVerdict.Diverged, Judge([2.3, 2.0, 4, 9, 14, 12, 13, 15]));

    [Fact]
    public void A_rising_held_out_loss_alone_is_no_divergence() =>
        Assert.NotEqual(CurveVerdict.Diverged, Judge(Approach(2.3, 0.01, 0.6), [.. Enumerable.Range(0, 16).Select(i => 0.5 + 0.2 * i)]));

    [Fact]
    public void A_curve_that_does_not_settle_is_unstable() =>
        Assert.Equal(CurveVerdict.Unstable, Judge([.. Enumerable.Range(0, 20).Select(i => i == 0 ? 2.3 : i % 2 == 0 ? 0.6 : 1.4)]));

    [Fact]
    public void The_noise_of_mini_batches_is_not_instability()
    {
        var random = new Random(3);
        Assert.Equal(CurveVerdict.Converged, Judge([.. Enumerable.Range(0, 4000).Select(i => (0.3 + 2 * Math.Exp(-i / 200.0)) * (1 + 0.3 * (random.NextDouble() - 0.5)))]));
    }

    [Fact]
    public void Noise_on_a_curve_that_moves_little_is_not_instability_either()
    {
        var random = new Random(3);
        Assert.NotEqual(CurveVerdict.Unstable, Judge([.. Enumerable.Range(0, 40).Select(i => 2.3 - 0.002 * i + 0.01 * random.NextDouble())]));
    }

    [Fact]
    public void A_curve_that_falls_by_less_than_one_percent_is_flat() => Assert.Equal(CurveVerdict.Flat, Judge(Approach(2.30, 2.29, 0.9)));

    [Fact]
    public void Fewer_than_four_values_are_not_judged() => Assert.Equal(CurveVerdict.Unknown, Judge([2.3, 1.1, 0.4]));

    [Fact]
    public void The_slope_of_a_straight_line_is_its_slope()
    {
        var curve = ActorTraining.Experiments.Reports.Analysis.Curve.Of(new MetricSeries(1, "loss", [10, 20, 30, 40], [5, 4, 3, 2]));
        Assert.Equal(-0.1, curve.SlopeFrom(0), 1e-12);
        Assert.Equal(0, curve.SlopeFrom(3));
    }

    [Fact]
    public void Smoothing_a_long_curve_keeps_its_mean_and_its_last_step()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i % 7.0)];
        var smooth = Curve(values).Smoothed();
        Assert.Equal(32, smooth.Count);
        Assert.Equal(1000, smooth.Steps[^1]);
        Assert.Equal(values.Average(), smooth.Values.Average(), 0.01);
    }
}
