using System.Globalization;
using ActorTraining.Experiments.Plots;

namespace ActorTraining.Experiments.Tests.Plots;

public class LineChartTests
{
    private static readonly double[] Epochs = [1, 2, 3, 4, 5];

    private static LineChart Chart(params LineSeries[] series) => new() { Title = "Loss", Series = series, X = new Axis { Label = "epoch", Format = TickFormat.Integer } };

    private static LineSeries Line(string name, params double[] y) => new(name, [.. Enumerable.Range(1, y.Length).Select(i => (double)i)], y);

    [Fact]
    public void A_value_lies_where_the_axis_says()
    {
        var picture = new Picture(Chart(Line("a", 0, 2, 1, 3, 4)) with { Y = new Axis { Min = 0, Max = 4 } });
        var points = picture.Lines("a").Single();

        double bottom = picture.HeightOf(0), top = picture.HeightOf(4);
        var values = new double[] { 0, 2, 1, 3, 4 };
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(bottom + values[i] / 4 * (top - bottom), points[i].Y, 0.1);
            Assert.Equal(Picture.Number(picture.Text($"{i + 1}"), "x"), points[i].X, 0.1);
        }
    }

    [Fact]
    public void On_a_logarithmic_axis_equal_ratios_are_equally_far_apart()
    {
        var points = new Picture(Chart(Line("a", 1, 10, 100, 1000)) with { Y = new Axis { Scale = AxisScale.Log } }).Lines("a").Single();
        var steps = points.Zip(points.Skip(1), (a, b) => a.Y - b.Y).ToList();
        Assert.All(steps, s => Assert.Equal(steps[0], s, 0.11));
    }

    [Fact]
    public void Every_series_is_a_line_and_every_value_of_a_short_one_has_a_mark_that_tells_it()
    {
        var picture = new Picture(Chart(Line("lr 0.1", 0.5, 0.4, 0.3), Line("lr 1", 0.3, 0.2, 0.1)));
        Assert.Equal(2, picture.All("polyline").Count());
        Assert.Equal(
            ["lr 0.1: epoch 1, 0.5000", "lr 0.1: epoch 2, 0.4000", "lr 0.1: epoch 3, 0.3000"],
            picture.OfClass("mark").Take(3).Select(m => m.Value));
    }

    [Fact]
    public void A_value_that_is_missing_interrupts_the_line()
    {
        var lines = new Picture(Chart(Line("a", 5, 4, double.NaN, 2, 1))).Lines("a");
        Assert.Equal([2, 2], lines.Select(l => l.Count));
    }

    [Fact]
    public void A_single_value_between_gaps_is_still_seen()
    {
        var picture = new Picture(Chart(Line("a", 5, double.NaN, 3, double.NaN, 1)));
        Assert.Empty(picture.Lines("a"));
        Assert.Equal(3, picture.OfClass("dot").Count());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_line_that_ends_undefined_ends_with_a_cross_on_its_last_value(double end)
    {
        var picture = new Picture(Chart(Line("a", 1, 2, end), Line("b", 1, 2, 3)));
        var cross = Assert.Single(picture.OfClass("cross"), c => c.Parent!.Attribute("data-series") is not null);
        Assert.Equal("a", (string?)cross.Parent!.Attribute("data-series"));
        var last = picture.Lines("a").Single()[^1];
        var start = ((string)cross.Attribute("d")!)[1..].Split(' ', 'l');
        Assert.Equal(last.X - 5, double.Parse(start[0], CultureInfo.InvariantCulture), 0.06);
        Assert.Equal(last.Y - 5, double.Parse(start[1], CultureInfo.InvariantCulture), 0.06);
        Assert.Contains("diverged or failed", picture.Texts);
    }

    [Fact]
    public void A_line_without_any_value_has_its_cross_where_it_would_have_begun()
    {
        var picture = new Picture(Chart(Line("a", double.NaN, double.NaN), Line("b", 1, 2)));
        Assert.Single(picture.OfClass("cross"), c => (string?)c.Parent!.Attribute("data-series") == "a");
    }

    [Fact]
    public void A_failed_trial_without_NaN_is_marked_as_well() =>
        Assert.Single(new Picture(Chart(Line("a", 1, 2) with { Broken = true })).Series("a").Elements(), e => (string?)e.Attribute("class") == "cross");

    [Fact]
    public void What_leaves_a_fixed_axis_is_cut_at_the_edge_and_marked_with_an_arrow()
    {
        var picture = new Picture(Chart(Line("a", 1, 1e9, 1)) with { Y = new Axis { Min = 0, Max = 2 } });
        var top = picture.HeightOf(2);
        Assert.Equal(2, picture.Lines("a").Count);
        Assert.All(picture.Lines("a").SelectMany(l => l), p => Assert.InRange(p.Y, top - 0.1, picture.Height));
        Assert.Equal(top, picture.Lines("a")[0][^1].Y, 0.1);
        Assert.Single(picture.OfClass("off"));
    }

    [Fact]
    public void Long_lines_are_thinned_without_losing_an_extreme()
    {
        const int Count = 100_000;
        var random = new Random(7);
        double[] x = [.. Enumerable.Range(0, Count).Select(i => (double)i)], y = [.. x.Select(_ => random.NextDouble())];
        y[54_321] = 9;
        y[76_543] = -9;
        var picture = new Picture(new LineChart { Title = "noise", Series = [new LineSeries("a", x, y)], Y = new Axis { Min = -10, Max = 10 } });
        var points = picture.Lines("a").Single();

        Assert.InRange(points.Count, 1000, 4 * (int)picture.Width);
        double unit = (picture.HeightOf(10) - picture.HeightOf(-10)) / 20, zero = picture.HeightOf(0);
        Assert.Equal(zero + 9 * unit, points.Min(p => p.Y), 0.1);
        Assert.Equal(zero - 9 * unit, points.Max(p => p.Y), 0.1);
        Assert.All(points.Zip(points.Skip(1)), p => Assert.True(p.Second.X >= p.First.X));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(350)]
    [InlineData(800)]
    public void The_legend_wraps_and_neither_overlaps_nor_leaves_the_picture(int width)
    {
        var chart = Chart([.. Enumerable.Range(1, 12).Select(i => Line($"optimizer {(i % 2 == 0 ? "momentum" : "stochastic gradient descent with a long name")} {i}", i, 1))]) with { Width = width };
        var entries = new Picture(chart).OfClass("entry").Select(e => e.Descendants(Picture.Svg + "text").Single())
            .Select(t => (X: Picture.Number(t, "x"), Y: Picture.Number(t, "y"), Right: Picture.Number(t, "x") + TextWidth.Of(t.Value, 12)))
            .ToList();

        Assert.Equal(12, entries.Count);
        Assert.All(entries, e => Assert.InRange(e.Right, 0, width));
        foreach (var row in entries.GroupBy(e => e.Y)) Assert.All(row.Zip(row.Skip(1)), p => Assert.True(p.Second.X - 28 >= p.First.Right));
    }

    [Fact]
    public void A_long_legend_makes_the_picture_higher_and_the_plot_no_smaller()
    {
        static double PlotHeight(Picture p) => p.HeightOf(0) - p.HeightOf(2);
        Picture Draw(int count) => new(Chart([.. Enumerable.Range(1, count).Select(i => Line($"a series with quite a long name, number {i}", 0, 1, 2))]) with { Y = new Axis { Min = 0, Max = 2 } });
        Assert.Equal(PlotHeight(Draw(2)), PlotHeight(Draw(12)), 0.1);
        Assert.True(Draw(12).Height > Draw(2).Height);
    }

    [Fact]
    public void A_shortened_name_is_whole_in_its_tooltip()
    {
        var name = new string('x', 400);
        var entry = new Picture(Chart(Line(name, 1, 2), Line("b", 1, 2))).OfClass("entry").First();
        Assert.Equal(name, entry.Element(Picture.Svg + "title")!.Value);
        Assert.EndsWith("…", entry.Descendants(Picture.Svg + "text").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Twelve_lines_have_twelve_looks()
    {
        var picture = new Picture(Chart([.. Enumerable.Range(1, 12).Select(i => Line($"{i}", i, i + 1))]));
        var looks = Enumerable.Range(1, 12).Select(i => picture.Series($"{i}")).Select(g => ((string?)g.Attribute("class"), (string?)g.Element(Picture.Svg + "polyline")!.Attribute("stroke-dasharray")));
        Assert.Equal(12, looks.Distinct().Count());
    }

    [Fact]
    public void More_lines_than_a_legend_names_are_coloured_by_a_number()
    {
        var series = Enumerable.Range(1, 50).Select(i => Line($"trial {i}", i, 2) with { ColorValue = Math.Pow(10, -i / 10.0), Highlight = i == 7 ? "best" : null });
        var picture = new Picture(Chart([.. series]) with { Colors = new ColorScale("lr", AxisScale.Log) });

        Assert.Empty(picture.OfClass("entry"));
        Assert.Equal(Palette.Scale.Count, picture.All("rect").Count(r => (string?)r.Parent!.Attribute("class") is { } c && c.StartsWith('r')));
        Assert.Contains("lr", picture.Texts);
        Assert.Contains("1e−5", picture.Texts);
        Assert.Contains("0.794", picture.Texts);
        Assert.Equal("r0", (string?)picture.Series("trial 50").Attribute("class"));
        Assert.Equal("r15", (string?)picture.Series("trial 1").Attribute("class"));
        var label = picture.Text("best");
        Assert.True(Picture.Number(label, "x") + TextWidth.Of("best", 12) <= picture.Width);
        Assert.Equal("trial 7", (string?)picture.All("g").Last(g => g.Attribute("data-series") is not null).Attribute("data-series"));
    }

    [Fact]
    public void Labels_on_the_horizontal_axis_never_touch()
    {
        var chart = new LineChart { Title = "t", Width = 240, Series = [new LineSeries("a", [0, 12_345_678], [0, 1])], X = new Axis { Label = "step", Format = TickFormat.Integer } };
        var picture = new Picture(chart);
        var bottom = picture.All("text").Where(t => (string?)t.Attribute("text-anchor") == "middle" && t.Value != "step").ToList();
        var spans = bottom.Select(t => (Middle: Picture.Number(t, "x"), Half: TextWidth.Of(t.Value, 12) / 2)).ToList();
        Assert.NotEmpty(spans);
        Assert.All(spans.Zip(spans.Skip(1)), p => Assert.True(p.First.Middle + p.First.Half < p.Second.Middle - p.Second.Half));
    }

    [Fact]
    public void Without_values_it_says_so()
    {
        Assert.Contains("no values", new Picture(Chart()).Texts);
        Assert.Contains("no values", new Picture(Chart(Line("a", double.NaN))).Texts);
    }

    [Fact]
    public void Long_lines_carry_a_marker_now_and_then_each_at_places_of_its_own()
    {
        var steps = Enumerable.Range(0, 500).ToList();
        LineSeries Long(string name, double height) => new(name, [.. steps.Select(step => (double)step)], [.. steps.Select(step => height + step)]);
        var picture = new Picture(new LineChart { Title = "Two", Series = [Long("a", 0), Long("b", 100)] });

        var (a, b) = (Places("a"), Places("b"));
        Assert.InRange(a.Count, 4, 7);
        Assert.Empty(a.Intersect(b));
        Assert.Empty(new Picture(new LineChart { Title = "One", Series = [Long("a", 0)] }).OfClass("mark"));

        List<string> Places(string series) => [.. picture.Series(series).Elements(Picture.Svg + "path").Where(path => (string?)path.Attribute("class") == "mark").Select(path => path.Element(Picture.Svg + "title")!.Value.Split(": ")[1].Split(',')[0])];
    }

    [Fact]
    public void A_line_of_another_kind_is_dashed_in_plot_and_legend()
    {
        var picture = new Picture(new LineChart { Title = "Two", Series = [new("ours", [1, 2], [1, 2]), new LineSeries("theirs", [1, 2], [2, 1]) { Dashed = true }] });

        Assert.Equal(["none", "6 3"], picture.All("polyline").Select(line => (string?)line.Attribute("stroke-dasharray")));
        Assert.Equal(["none", "6 3"], picture.OfClass("entry").SelectMany(entry => entry.Descendants(Picture.Svg + "path")).Select(path => (string?)path.Attribute("stroke-dasharray")).OfType<string>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(-1e300)]
    [InlineData(double.Epsilon)]
    public void A_single_or_constant_value_is_drawn_inside_the_plot(double value)
    {
        var picture = new Picture(Chart(Line("a", value, value)));
        var points = picture.Lines("a").Single();
        Assert.All(points, p => Assert.True(p.X > 0 && p.X < picture.Width && p.Y > 0 && p.Y < picture.Height));
    }

    [Fact]
    public void The_automatic_theme_is_light_and_turns_dark_by_the_style_sheet()
    {
        var picture = new Picture(Chart(Line("a", 1, 2)));
        Assert.Equal(Palette.Series[0].Light, (string?)picture.Series("a").Attribute("color"));
        var sheet = picture.All("style").Single().Value;
        Assert.Contains("prefers-color-scheme:dark", sheet, StringComparison.Ordinal);
        Assert.Contains($".c0{{color:{Palette.Series[0].Dark}}}", sheet, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PlotTheme.Light)]
    [InlineData(PlotTheme.Dark)]
    public void A_forced_theme_needs_no_style_sheet(PlotTheme theme)
    {
        var picture = new Picture(Chart(Line("a", 1, 2)) with { Theme = theme });
        Assert.Empty(picture.All("style"));
        Assert.Equal(theme == PlotTheme.Dark ? Palette.Series[0].Dark : Palette.Series[0].Light, (string?)picture.Series("a").Attribute("color"));
    }

    [Fact]
    public void Those_who_cannot_see_it_are_told_what_it_shows()
    {
        var picture = new Picture(Chart(Line("lr 0.1", 0.5, 0.25), Line("lr 1", 0.5, double.NaN)));
        Assert.Equal("img", (string?)picture.Root.Attribute("role"));
        Assert.Equal("Loss", (string?)picture.Root.Attribute("aria-label"));
        Assert.Equal("Loss", picture.Root.Element(Picture.Svg + "title")!.Value);
        Assert.Equal(
            "2 lines over epoch 1 to 2. lr 0.1 ends at 0.2500. lr 1 ends at 0.5000, then is not finite.",
            picture.Root.Element(Picture.Svg + "desc")!.Value);
    }

    [Fact]
    public void Text_from_outside_stays_text()
    {
        const string Evil = "<script>alert('&')</script>\u0000\u001b[31m]]>";
        var chart = Chart(Line(Evil, 1, 2), Line("b", 1, 2)) with { Title = Evil, X = new Axis { Label = Evil }, Y = new Axis { Label = Evil } };
        var picture = new Picture(chart);
        Assert.DoesNotContain(picture.Root.Descendants(), e => e.Name.LocalName == "script");
        Assert.Equal(Evil.Replace('\0', '\uFFFD').Replace('\u001b', '\uFFFD'), picture.Root.Element(Picture.Svg + "title")!.Value);
    }

    [Fact]
    public void The_same_values_give_the_same_bytes_in_every_culture()
    {
        LineChart Draw() => Chart(Line("a", 0.5, 0.25, 1234.5), Line("b", 0.125, double.NaN));
        var before = CultureInfo.CurrentCulture;
        var expected = Draw().ToSvg();
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = (",", ".", "~");
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, Draw().ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_band_lies_around_its_line_and_the_axis_has_room_for_it()
    {
        var picture = new Picture(Chart(new LineSeries("a", Epochs[..2], [1, 2]) { Band = [(0, 3), (1, 9)] }));

        var band = Picture.Points(picture.OfClass("band").Single());
        var line = picture.Lines("a").Single();
        Assert.Equal(4, band.Count);
        Assert.Equal([line[0].X, line[1].X, line[1].X, line[0].X], band.Select(place => place.X));
        // Heights in pixels grow downwards: 9 is above 2, and 2 above 1.
        Assert.True(band[1].Y < line[1].Y && line[1].Y < band[2].Y);
        Assert.Equal((line[0].Y - line[1].Y) * 7, line[1].Y - band[1].Y, 0.5);
    }

    [Fact]
    public void As_many_values_as_positions_are_needed() =>
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => new LineSeries("a", Epochs, [1])).ParamName);
}
