using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Tests.Plots;

public class NumberTextTests
{
    [Theory]
    [InlineData(0.0327, "0.0327")]
    [InlineData(1.88031, "1.8803")]
    [InlineData(-0.5, "−0.5000")]
    [InlineData(12.3456, "12.35")]
    [InlineData(12345.6, "12,346")]
    [InlineData(0.00004567, "4.57e−5")]
    [InlineData(3e12, "3e12")]
    [InlineData(0, "0.0000")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void A_measured_value_has_the_digits_that_matter(double value, string text) => Assert.Equal(text, NumberText.Value(value));

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(10, "10")]
    [InlineData(0.0031622776601683794, "0.003162")]
    [InlineData(0.00001, "1e−5")]
    [InlineData(1024, "1,024")]
    public void A_parameter_has_no_needless_digits(double value, string text) => Assert.Equal(text, NumberText.Plain(value));

    [Theory]
    [InlineData(0.9549, "95.49%")]
    [InlineData(1, "100.00%")]
    public void A_fraction_is_written_in_per_cent(double value, string text) => Assert.Equal(text, NumberText.Percent(value));

    [Theory]
    [InlineData(0.42, "0.42 s")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(59.96, "1 min 00 s")]
    [InlineData(192, "3 min 12 s")]
    [InlineData(7500, "2 h 05 min")]
    public void A_time_is_written_in_the_units_that_people_use(double seconds, string text) => Assert.Equal(text, NumberText.Duration(seconds));

    [Theory]
    [InlineData(812, "812 B")]
    [InlineData(407_081, "407 kB")]
    [InlineData(1_234_567, "1.2 MB")]
    public void A_size_is_written_in_decimal_units(long bytes, string text) => Assert.Equal(text, NumberText.Size(bytes));
}
