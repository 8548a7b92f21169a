using ActorTraining.Experiments.Tests.Plots;

namespace ActorTraining.Experiments.Tests.Reports;

/// <summary>The objective against what was varied.</summary>
public class ParameterChartTests
{
    private const string File = "curves/varied-parameters.svg";

    [Fact]
    public void Two_varied_parameters_make_a_heat_map()
    {
        var sweep = new SweepCase();
        foreach (var (l2, lr, accuracy) in new[] { (0, 0.1, 0.9), (0, 0.3, 0.92), (0.01, 0.1, 0.8), (0.01, 0.3, 0.85) }) sweep.Add(new { l2, lr }, ("test.accuracy", [accuracy]));
        var picture = new Picture(sweep.File(File));
        Assert.Equal(
            ["l2 0, lr 0.1: 90.00%", "l2 0, lr 0.3: 92.00%", "l2 0.01, lr 0.1: 80.00%", "l2 0.01, lr 0.3: 85.00%"],
            picture.OfClass("cell").Select(cell => cell.Element(Picture.Svg + "title")!.Value));
        Assert.Contains("The effect of what was varied", sweep.File("report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_are_repetitions_and_give_error_bars()
    {
        var sweep = new SweepCase();
        foreach (var (fraction, seed, accuracy) in new[] { (0.1, 0, 0.80), (0.1, 1, 0.84), (1, 0, 0.90), (1, 1, 0.92) }) sweep.Add(new { fraction, seed }, ("test.accuracy", [accuracy]));
        var picture = new Picture(sweep.File(File));
        Assert.Equal(2, picture.OfClass("bar").Count());
        Assert.Equal("test accuracy: fraction 0.1, 82.00%", picture.OfClass("mark").First().Element(Picture.Svg + "title")!.Value);
        var page = sweep.File("report.html");
        Assert.Contains("2.83 percentage points", page, StringComparison.Ordinal);
        Assert.Contains("1.41 percentage points", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_objects_are_named_by_what_is_in_them()
    {
        var sweep = new SweepCase();
        object[] optimizers = [new { kind = "sgd", lr = 0.01 }, new { kind = "adam", lr = 0.001 }];
        object[] models = [new { layers = new object[] { new { kind = "linear", units = 10 } } }, new { layers = new object[] { new { kind = "linear", units = 32 }, "relu" } }];
        foreach (var model in models)
        {
            foreach (var optimizer in optimizers) sweep.Add(new { model, optimizer }, ("test.accuracy", [0.5]));
        }

        var texts = new Picture(sweep.File(File)).Texts.ToList();
        Assert.All((string[])["linear 10", "linear 32 · relu", "sgd, lr 0.01", "adam, lr 0.001"], name => Assert.Contains(name, texts));
    }

    [Fact]
    public void A_random_search_and_a_short_list_have_no_such_picture()
    {
        var random = new SweepCase();
        for (var i = 0; i < 8; i++) random.Add(new { a = i * 0.31, b = i * 0.17 }, ("test.accuracy", [0.5]));
        var list = new SweepCase().Add(new { lr = 0.1 }, ("test.accuracy", [0.5])).Add(new { lr = 1 }, ("test.accuracy", [0.6]));
        Assert.DoesNotContain(random.Report.Concat(list.Report), file => file.Name == File);
    }
}
