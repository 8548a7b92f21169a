using System.Xml.Linq;
using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Tests.Plots;

public class HeatMapTests
{
    private static HeatMap Map => new()
    {
        Title = "Test accuracy by l2 and lr",
        RowName = "l2",
        ColumnName = "lr",
        Rows = ["0", "0.01"],
        Columns = ["0.1", "0.3", "1"],
        Cells =
        [
            [new HeatCell(0.9), new HeatCell(0.92, "mean of 5, ± 0.12"), null],
            [new HeatCell(0.8), new HeatCell(0.85), new HeatCell(double.NaN)],
        ],
        Format = TickFormat.Percent,
        HigherIsBetter = true,
    };

    [Fact]
    public void Every_value_stands_in_its_cell_with_a_tooltip()
    {
        var picture = new Picture(Map);
        Assert.Equal(5, picture.OfClass("cell").Count());
        Assert.Equal(
            ["l2 0, lr 0.1: 90.00%", "l2 0, lr 0.3: 92.00% (mean of 5, ± 0.12)", "l2 0.01, lr 0.1: 80.00%", "l2 0.01, lr 0.3: 85.00%", "l2 0.01, lr 1: NaN"],
            picture.OfClass("cell").Select(cell => cell.Element(Picture.Svg + "title")!.Value));
        Assert.Contains("92.00%", picture.Texts);
        Assert.All((string[])["0", "0.01", "0.1", "0.3", "1", "l2", "lr"], label => Assert.Contains(label, picture.Texts));
    }

    [Fact]
    public void Colours_go_from_the_lowest_value_to_the_highest_and_a_frame_marks_the_best()
    {
        var picture = new Picture(Map);
        var colors = picture.OfClass("cell").Select(cell => (string)cell.Elements(Picture.Svg + "g").First().Attribute("class")!).ToList();
        Assert.Equal(Palette.Scale[^1].Class, colors[1]);
        Assert.Equal(Palette.Scale[0].Class, colors[2]);
        Assert.Equal(Palette.Grid.Class, colors[4]);
        var frame = Assert.Single(picture.All("rect"), r => (string?)r.Attribute("stroke-width") == "3");
        Assert.Equal(Rectangle(picture, 1), (Picture.Number(frame, "x"), Picture.Number(frame, "y")));
    }

    [Fact]
    public void All_of_it_lies_inside_the_picture()
    {
        var picture = new Picture(Map with { Width = 350 });
        Assert.All(picture.All("rect"), r =>
        {
            if (r.Attribute("x") is null) return;
            Assert.InRange(Picture.Number(r, "x"), 0, picture.Width);
            Assert.InRange(Picture.Number(r, "x") + Picture.Number(r, "width"), 0, picture.Width);
            Assert.InRange(Picture.Number(r, "y") + Picture.Number(r, "height"), 0, picture.Height);
        });
    }

    [Fact]
    public void It_tells_its_range_and_its_best_pair() => Assert.Contains(
        "A table of 2 values of l2 by 3 values of lr. The values lie between 80.00% and 92.00%. The best is 92.00%, with l2 0 and lr 0.3.",
        new Picture(Map).Root.Element(Picture.Svg + "desc")!.Value,
        StringComparison.Ordinal);

    private static (double X, double Y) Rectangle(Picture picture, int cell)
    {
        XElement rectangle = picture.OfClass("cell").ElementAt(cell).Descendants(Picture.Svg + "rect").Single();
        return (Picture.Number(rectangle, "x"), Picture.Number(rectangle, "y"));
    }
}
