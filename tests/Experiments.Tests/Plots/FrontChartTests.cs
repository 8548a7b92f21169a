using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Tests.Plots;

public class FrontChartTests
{
    private static readonly FrontPoint[] Points =
    [
        new("trial 1", 100, 0.5, true), new("trial 2", 200, 0.4, false), new("trial 3", 300, 0.7, true), new("trial 4", 250, 0.45, false), new("trial 5", 500, 0.9, true),
    ];

    private static FrontChart Chart(params FrontPoint[] points) => new()
    {
        Title = "Accuracy against parameters",
        X = new Axis { Label = "parameters" },
        Y = new Axis { Label = "accuracy", Format = TickFormat.Percent },
        Points = points,
    };

    [Fact]
    public void The_front_is_a_staircase_from_the_cheapest_to_the_best()
    {
        var stairs = new Picture(Chart(Points)).Lines("front").Single();

        Assert.Equal(5, stairs.Count);
        Assert.Equal(stairs[0].Y, stairs[1].Y); // first along, at the quality of the cheaper point
        Assert.Equal(stairs[1].X, stairs[2].X); // then up to the next one
        Assert.True(stairs[4].X > stairs[2].X && stairs[2].X > stairs[0].X);
        Assert.True(stairs[4].Y < stairs[2].Y && stairs[2].Y < stairs[0].Y);
        Assert.Equal(2 * (stairs[2].X - stairs[0].X) / 2, stairs[4].X - stairs[2].X, 0.3); // 100 to 300 is as far as 300 to 500
    }

    [Fact]
    public void Every_point_has_a_mark_that_tells_it_and_those_of_the_front_look_different()
    {
        var picture = new Picture(Chart(Points));
        Assert.Equal(["trial 1: parameters 100, 50.00%", "trial 3: parameters 300, 70.00%", "trial 5: parameters 500, 90.00%"], picture.OfClass("front").Select(mark => mark.Value));
        Assert.Equal(["trial 2: parameters 200, 40.00%", "trial 4: parameters 250, 45.00%"], picture.OfClass("other").Select(mark => mark.Value));
        Assert.Contains("none is both smaller and better", picture.Texts);
        Assert.Contains("others", picture.Texts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Names_stand_where_a_front_leaves_room(bool higherIsBetter)
    {
        var points = higherIsBetter ? Points : [.. Points.Select(point => point with { Y = 1 - point.Y })];
        var picture = new Picture(Chart(points) with { HigherIsBetter = higherIsBetter });
        var stairs = picture.Lines("front").Single();
        foreach (var (name, corner) in ((string, int)[])[("trial 3", 2), ("trial 5", 4)])
        {
            var text = picture.Text(name);
            Assert.InRange(Picture.Number(text, "x"), stairs[corner].X - 80, stairs[corner].X - 10);
            double above = stairs[corner].Y - Picture.Number(text, "y");
            Assert.InRange(higherIsBetter ? above : -above, 5, 20);
        }
    }

    [Fact]
    public void Names_that_would_touch_are_left_to_the_tooltips()
    {
        var picture = new Picture(Chart([.. Enumerable.Range(1, 30).Select(i => new FrontPoint($"trial {i}", i, i / 30.0, true))]));
        var names = picture.All("text").Where(text => text.Value.StartsWith("trial", StringComparison.Ordinal)).ToList();
        Assert.InRange(names.Count, 5, 29);
        Assert.Contains("trial 30", names.Select(name => name.Value)); // the best one has its name
        foreach (var (a, b) in names.Zip(names.Skip(1)))
            Assert.True(Math.Abs(Picture.Number(a, "y") - Picture.Number(b, "y")) >= 12 || Math.Abs(Picture.Number(a, "x") - Picture.Number(b, "x")) >= 40);
    }

    [Fact]
    public void Long_numbers_below_the_axis_stay_inside_the_picture()
    {
        var picture = new Picture(Chart(new("trial 6", 44_129, 0.6, true), new("trial 16", 89_155, 0.53, false)) with { Width = 800, Height = 420 });
        var last = picture.Text("90,000");
        Assert.True(Picture.Number(last, "x") + TextWidth.Of("90,000", 12) / 2 <= picture.Width);
    }

    [Fact]
    public void Where_more_is_better_in_both_the_staircase_goes_down_to_the_right()
    {
        var stairs = new Picture(Chart(new("trial 1", 100, 0.9, true), new("trial 2", 200, 0.7, true), new("trial 3", 300, 0.4, true)) with { HigherXIsBetter = true }).Lines("front").Single();

        Assert.Equal(5, stairs.Count);
        Assert.Equal(stairs[0].X, stairs[1].X); // first down to the quality of the next
        Assert.Equal(stairs[1].Y, stairs[2].Y); // which is to be had up to its own place
        Assert.True(stairs[4].Y > stairs[2].Y && stairs[2].Y > stairs[0].Y);
    }

    [Fact]
    public void A_front_of_more_goals_than_the_axes_show_is_marked_without_a_staircase()
    {
        var picture = new Picture(Chart(Points) with { ShowStairs = false, FrontName = "Pareto front" });

        Assert.Empty(picture.Lines("front"));
        Assert.Equal(3, picture.OfClass("front").Count());
        Assert.Contains("Pareto front", picture.Texts);
    }

    [Fact]
    public void It_is_put_into_words() => Assert.Equal(
        "5 points, parameters and accuracy of each. On the front: trial 1 at 100, 50.00%; trial 3 at 300, 70.00%; trial 5 at 500, 90.00%.",
        new Picture(Chart(Points)).All("desc").Single().Value);

    [Fact]
    public void Without_points_it_says_so() => Assert.Contains("no values", new Picture(Chart()).Texts);
}
