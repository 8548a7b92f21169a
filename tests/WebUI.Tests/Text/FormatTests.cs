using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Tests.Text;

/// <summary>How pages write numbers.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData(0, 1, "0 of 1 trial")]
    [InlineData(1, 1, "1 trial")]
    [InlineData(3, 60, "3 of 60 trials")]
    [InlineData(60, 60, "60 trials")]
    [InlineData(1, null, "1 trial")]
    [InlineData(2000, 2500, "2,000 of 2,500 trials")]
    public void A_part_names_the_whole_only_where_it_is_more(int part, int? whole, string text) => Assert.Equal(text, Format.Part(part, whole, "trial"));

    [Fact]
    public void Without_a_noun_there_are_the_numbers_alone()
    {
        Assert.Equal("3 of 60", Format.Part(3, 60));
        Assert.Equal("60", Format.Part(60, 60));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0314159, "0.0314")]
    [InlineData(12.345, "12.3")]
    [InlineData(12345, "12,345")]
    [InlineData(0.000526, "5.26e-4")]
    [InlineData(-2500000, "-2.5e6")]
    public void A_value_beside_others_has_three_digits(double value, string text) => Assert.Equal(text, Format.Short(value));
}
