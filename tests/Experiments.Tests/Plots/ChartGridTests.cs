using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Tests.Plots;

public class ChartGridTests
{
    private static LineChart Panel(int i) => new() { Title = $"trial {i}", Height = 200, Series = [new LineSeries("train", [1, 2, 3], [3, 2, 1])] };

    private static ChartGrid Grid(int count) => new() { Title = "All", Width = 900, Columns = 3, Panels = [.. Enumerable.Range(1, count).Select(Panel)] };

    [Fact]
    public void Panels_fill_rows_of_equal_columns()
    {
        var picture = new Picture(Grid(5));
        var places = Enumerable.Range(1, 5).Select(i => picture.Text($"trial {i}")).Select(t => (X: Picture.Number(t, "x"), Y: Picture.Number(t, "y"))).ToList();
        Assert.Equal(places[0].X, places[3].X);
        Assert.Equal(places[1].X, places[4].X);
        Assert.Equal(places[1].X - places[0].X, places[2].X - places[1].X);
        Assert.True(places[0].Y == places[2].Y && places[3].Y > places[2].Y + 200);
    }

    [Fact]
    public void Every_panel_lies_inside_the_picture()
    {
        var picture = new Picture(Grid(4));
        Assert.Equal(4, picture.All("polyline").Count());
        Assert.All(picture.All("polyline").SelectMany(Picture.Points), p => Assert.True(p.X > 0 && p.X < picture.Width && p.Y > 0 && p.Y < picture.Height));
    }

    [Fact]
    public void It_tells_what_every_panel_shows() =>
        Assert.Contains("trial 2: 1 line over x 1 to 3. train ends at 1.0000.", new Picture(Grid(3)).Root.Element(Picture.Svg + "desc")!.Value, StringComparison.Ordinal);
}
