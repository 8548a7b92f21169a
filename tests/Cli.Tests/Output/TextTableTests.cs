using ActorTraining.Cli.Output;

namespace ActorTraining.Cli.Tests.Output;

public class TextTableTests
{
    private static TextTable Table()
    {
        var table = new TextTable(
        [
            new TextColumn("#", Right: true),
            new TextColumn("choice") { Least = 6 },
            new TextColumn("accuracy", Right: true),
            new TextColumn("loss", Right: true) { Rank = 2 },
            new TextColumn("time", Right: true) { Rank = 1 },
        ]);
        table.Add(TextTone.Plain, "1", "layers=[784,10]", "0.91", "0.2", "3s");
        table.Add(TextTone.Best, "12", "layers=[784]", "0.9", "0.25", "12s");
        return table;
    }

    private static string[] Lines(int? width) => [.. Table().Lines(width).Select(line => line.Line)];

    [Fact]
    public void With_room_every_column_is_as_wide_as_its_content() => Assert.Equal(
    [
        " #  choice           accuracy  loss  time",
        " 1  layers=[784,10]      0.91   0.2    3s",
        "12  layers=[784]          0.9  0.25   12s",
    ], Lines(null));

    [Fact]
    public void Then_long_texts_are_cut() => Assert.Equal(
    [
        " #  choice  accuracy  loss  time",
        " 1  layer…      0.91   0.2    3s",
        "12  layer…       0.9  0.25   12s",
    ], Lines(32));

    [Fact]
    public void Then_columns_of_the_highest_rank_are_left_out() => Assert.Equal(
    [
        " #  choice     accuracy  time",
        " 1  layers=[…      0.91    3s",
        "12  layers=[…       0.9   12s",
    ], Lines(29));

    [Theory]
    [InlineData(20)]
    [InlineData(1)]
    public void What_has_to_stay_stays(int width) => Assert.Equal(" 1  layer…      0.91", Lines(width)[1]);

    [Fact]
    public void Control_characters_are_taken_out()
    {
        var table = new TextTable([new TextColumn("a\nb")]);
        table.Add(TextTone.Plain, "x\u001b[2Jy");

        Assert.Equal(["a b", "x [2Jy"], table.Lines(null).Select(line => line.Line));
    }
}
