using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Output;
using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Output;

public class TextTests
{
    [Theory]
    [InlineData(0.93661, "0.9366")]
    [InlineData(0, "0")]
    [InlineData(-2.5, "-2.5000")]
    [InlineData(0.0001234, "1.23e-04")]
    [InlineData(1234.56, "1234.6")]
    [InlineData(101770, "101770")]
    [InlineData(5e9, "5.00e+09")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Numbers_show_what_matters_of_them(double value, string text) => Assert.Equal(text, NumberText.Of(value));

    [Theory]
    [InlineData(0.2, "1s")]
    [InlineData(59.5, "1m 00s")]
    [InlineData(192, "3m 12s")]
    [InlineData(7500, "2h 05m")]
    [InlineData(273_600, "3d 04h")]
    [InlineData(-5, "0s")]
    public void Durations_have_two_units_at_most(double seconds, string text) => Assert.Equal(text, DurationText.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(12, "12 B")]
    [InlineData(11_100_000, "11.1 MB")]
    public void Sizes_are_in_decimal_units(long bytes, string text) => Assert.Equal(text, NumberText.Bytes(bytes));

    [Fact]
    public void Control_characters_never_reach_the_terminal() =>
        Assert.Equal("a [31mred b c", PlainText.Of("a\u001b[31mred\r\nb\tc\u009b"));

    [Fact]
    public void A_choice_goes_by_its_last_name_where_that_is_clear() => Assert.Equal(
        "lr=0.1 encoder.width=64 decoder.width=32 model=small",
        ChoiceText.For(Trials.Spec(parameters: "{}")).Of(Trials.Trial(1, Experiments.TrialState.Waiting, choices: """{"optimizer.lr":0.1,"encoder.width":64,"decoder.width":32,"model":"small"}""").Choices));

    [Fact]
    public void Whole_objects_and_lists_go_by_what_tells_them_apart_in_one_word()
    {
        var text = ChoiceText.For(Trials.Spec(parameters: """
            {
              "layers": { "choice": [[{ "units": { "int": [8, 64] }, "bias": true }, "relu"], [{ "units": { "int": [8, 64] }, "bias": true }, "relu", { "units": { "int": [8, 64] }, "bias": true }]] },
              "optimizer": { "choice": [{ "kind": "sgd", "lr": 0.1 }, { "kind": "sgd", "lr": { "loguniform": [1e-3, 1] }, "momentum": 0.9 }] }
            }
            """));
        Assert.Equal(
            "layers=bias·relu·bias units=32-48 optimizer=sgd,momentum_0.9 lr=0.0789",
            text.Of(Trials.Trial(1, Experiments.TrialState.Waiting, choices: """
                {
                  "layers": [{ "units": 32, "bias": true }, "relu", { "units": 48, "bias": true }], "layers[0].units": 32, "layers[2].units": 48,
                  "optimizer": { "kind": "sgd", "lr": 0.07889553935642295, "momentum": 0.9 }, "optimizer.lr": 0.07889553935642295
                }
                """).Choices));
    }

    [Theory]
    [InlineData("examples/a.yaml", "examples/a.yaml")]
    [InlineData("my spec.yaml", "'my spec.yaml'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    [InlineData("params.lr={grid:[1]}", "'params.lr={grid:[1]}'")]
    public void Words_survive_the_shell(string word, string quoted) => Assert.Equal(quoted, ShellText.Quote(word));
}
