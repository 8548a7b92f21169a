using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Tests.Plots;

public class TicksTests
{
    private static string[] Labels(Axis axis, double min, double max, int about) => [.. Ticks.Of(axis, min, max, about).Select(t => t.Label)];

    [Fact]
    public void Linear_axes_are_labelled_in_steps_of_1_2_2_5_or_5()
    {
        Assert.Equal(["0.0", "0.5", "1.0", "1.5", "2.0"], Labels(new Axis(), 0, 2, 4));
        Assert.Equal(["0", "20", "40", "60", "80", "100"], Labels(new Axis(), 0, 100, 5));
        Assert.Equal(["0", "250", "500", "750", "1,000"], Labels(new Axis(), 0, 1000, 4));
        Assert.Equal(["−0.02", "−0.01", "0.00", "0.01", "0.02"], Labels(new Axis(), -0.02, 0.02, 4));
    }

    [Fact]
    public void Whole_numbers_have_no_tick_between_two_of_them()
    {
        var axis = new Axis { Format = TickFormat.Integer };
        Assert.Equal(["1", "2", "3"], Labels(axis, 0.9, 3.1, 10));
        Assert.Equal(["2", "4", "6", "8", "10"], Labels(axis, 1, 10, 4));
        Assert.Equal(["0", "250", "500", "750", "1,000"], Labels(axis, 0, 1000, 4));
    }

    [Fact]
    public void Fractions_are_labelled_in_per_cent() =>
        Assert.Equal(["90.0%", "92.5%", "95.0%", "97.5%", "100.0%"], Labels(new Axis { Format = TickFormat.Percent }, 0.9, 1, 4));

    [Fact]
    public void Logarithmic_axes_are_labelled_in_powers_of_ten_with_more_where_there_is_room()
    {
        var axis = new Axis { Scale = AxisScale.Log };
        Assert.Equal(["0.05", "0.1", "0.2", "0.5", "1", "2"], Labels(axis, 0.03, 2.2, 6));
        Assert.Equal(["1e−6", "0.0001", "0.01", "1"], Labels(axis, 1e-6, 1, 3));
        Assert.Equal(["0.1", "1", "10"], Labels(axis, 0.025, 30, 3));
    }

    [Fact]
    public void A_logarithmic_axis_of_less_than_a_decade_is_labelled_like_a_linear_one() =>
        Assert.Equal(["3.0", "3.5", "4.0", "4.5"], Labels(new Axis { Scale = AxisScale.Log }, 2.9, 4.6, 4));

    [Theory]
    [InlineData(0, 1e-7)]
    [InlineData(1e12, 1e12 + 8)]
    [InlineData(-3e8, 9e8)]
    [InlineData(0.123456, 0.123457)]
    public void Neighbouring_labels_always_differ(double min, double max)
    {
        var labels = Labels(new Axis(), min, max, 5);
        Assert.InRange(labels.Length, 2, 12);
        Assert.Equal(labels.Distinct(), labels);
    }
}
