using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Reports;

public class SizeFrontTests
{
    private const string Section = "Size against test accuracy";

    private static SweepCase Sweep(params (double Size, double Accuracy)[] trials)
    {
        var sweep = new SweepCase();
        foreach (var (size, accuracy) in trials) sweep.Add(new { width = size }, ("test.accuracy", [accuracy / 2, accuracy]), ("parameters", [size]));
        return sweep;
    }

    [Fact]
    public void The_trials_that_none_beats_in_both_are_named_with_what_size_buys()
    {
        var sweep = Sweep((40_000, 0.58), (90_000, 0.63), (60_000, 0.61), (70_000, 0.6), (95_000, 0.63), (40_000, 0.5));
        Assert.Equal(
            "No other trial is both smaller and better than these: trial 1 (40,000 parameters, 58.00%), trial 3 (60,000 parameters, 61.00%) and trial 2 (90,000 parameters, 63.00%). "
            + "From the first to the last of them, 2.3 times the parameters gain 5.00 percentage points. "
            + "Over 6 trials the rank correlation of parameters and test accuracy is +0.91.",
            sweep.Section(Section));
        string drawing = sweep.File("curves/pareto-front.svg");
        Assert.Equal(3, drawing.Split("class=\"front\"").Length - 1);
        Assert.Equal(3, drawing.Split("class=\"other\"").Length - 1);
        Assert.Contains("What size buys", sweep.File("report.html"));
    }

    [Fact]
    public void Where_the_smallest_is_the_best_size_buys_nothing() => Assert.StartsWith(
        "The smallest trial is also the best one: trial 2 (30,000 parameters, 70.00%).",
        Sweep((40_000, 0.6), (30_000, 0.7), (50_000, 0.65)).Section(Section));

    [Fact]
    public void Of_a_loss_less_is_better()
    {
        var sweep = new SweepCase("test.loss", ObjectiveDirection.Minimize);
        foreach (var (size, loss) in ((double, double)[])[(100, 2.0), (200, 1.5), (300, 1.7)]) sweep.Add(new { }, ("test.loss", [loss]), ("parameters", [size]));
        Assert.StartsWith("No other trial is both smaller and better than these: trial 1 (100 parameters, 2.0000) and trial 2 (200 parameters, 1.5000).", sweep.Section("Size against test loss"));
    }

    [Fact]
    public void Without_sizes_that_differ_there_is_no_front()
    {
        foreach (var sweep in (SweepCase[])[Sweep((100, 0.5), (100, 0.6), (100, 0.7)), Sweep((100, 0.5), (200, 0.6)), new SweepCase().Add(new { lr = 1 }, ("test.accuracy", [0.5]))])
        {
            Assert.DoesNotContain(sweep.Comparison.Sections, section => section.Title == Section);
            Assert.DoesNotContain(sweep.Report, file => file.Name == "curves/pareto-front.svg");
        }
    }
}
