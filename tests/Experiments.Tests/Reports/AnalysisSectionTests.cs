using System.Text.Json;
using ActorTraining.Experiments.Specs;
using ActorTraining.Experiments.Tests.Plots;

namespace ActorTraining.Experiments.Tests.Reports;

/// <summary>What a report says and draws of the importance of parameters, of early signals and of several objectives.</summary>
public class AnalysisSectionTests
{
    private const int Trials = 24;

    [Fact]
    public void What_matters_is_told_tabled_and_drawn()
    {
        var sweep = Search();

        var said = sweep.Section("What matters");
        Assert.Contains("lr makes up", said);
        Assert.Contains("of a trial the ranks of test.accuracy agree with the final ones to 1 (Spearman, 24 trials)", said);
        var page = sweep.File("report.html");
        Assert.Contains("Share of the explained variance of test accuracy", page);
        Assert.Contains("Rank correlation with the final values", page);
        Assert.Contains("10% of a trial", page);
        var drawn = new Picture(sweep.File("curves/predicted.svg"));
        Assert.Equal(["lr", "width"], drawn.OfClass("panel").Select(panel => panel.Elements().First().Value));
        Assert.Equal(2, drawn.OfClass("band").Count());
        // Eight places of the rate, of which there are more, by the two widths that were tried.
        Assert.Equal(8 * 2, new Picture(sweep.File("curves/predicted-pair.svg")).OfClass("cell").Count());
    }

    [Fact]
    public void Programs_find_the_same_figures()
    {
        var analysis = JsonDocument.Parse(Search().File("report.json")).RootElement.GetProperty("analysis");

        Assert.Equal("lr", analysis.GetProperty("importance").GetProperty("parameters")[0].GetProperty("path").GetString());
        Assert.Equal(1, analysis.GetProperty("early")[0].GetProperty("correlation").GetDouble());
        Assert.Equal(Trials, analysis.GetProperty("front").GetProperty("counted").GetInt32());
    }

    [Fact]
    public void Several_objectives_are_drawn_against_each_other_with_their_front_and_its_growth()
    {
        var sweep = Search();
        var results = sweep.Trials.Select(trial => (trial.Number, Accuracy: trial.Objective!.Value, Seconds: trial.FurtherObjectives[0]!.Value)).ToList();
        // By brute force: no other is as good in both and better in one.
        var front = results.Where(one => !results.Any(other => other.Accuracy >= one.Accuracy && other.Seconds <= one.Seconds && (other.Accuracy > one.Accuracy || other.Seconds < one.Seconds))).ToList();

        var drawn = new Picture(sweep.File("curves/objectives-seconds.svg"));
        Assert.Equal(front.Select(one => $"trial {one.Number}").Order(), drawn.OfClass("front").Select(mark => mark.Value.Split(':')[0]).Order());
        Assert.Equal(Trials - front.Count, drawn.OfClass("other").Count());
        Assert.Contains($"{front.Count} of {Trials} trials are on the Pareto front", sweep.Section("What matters"));
        Assert.Contains("The objectives against each other", sweep.File("report.html"));
        var growth = new Picture(sweep.File("curves/hypervolume.svg")).Lines("hypervolume").Single();
        Assert.All(growth.Zip(growth.Skip(1)), step => Assert.True(step.Second.Y <= step.First.Y && step.Second.X >= step.First.X));
    }

    [Fact]
    public void With_a_single_objective_and_few_trials_there_is_none_of_it()
    {
        var sweep = new SweepCase().Add(new { lr = 0.1 }, ("test.accuracy", [0.5, 0.6])).Add(new { lr = 0.2 }, ("test.accuracy", [0.5, 0.7]));

        Assert.DoesNotContain("What matters", sweep.File("report.html"));
        Assert.DoesNotContain("objectives against each other", sweep.File("report.html"));
        Assert.DoesNotContain(sweep.Report, file => file.Name.Contains("predicted", StringComparison.Ordinal) || file.Name.Contains("hypervolume", StringComparison.Ordinal));
    }

    /// <summary>Accuracy falls with the distance of the rate from 0.01, and grows with width and with time; curves never cross.</summary>
    private static SweepCase Search()
    {
        var sweep = new SweepCase { Further = [new Objective { Metric = "seconds", Direction = ObjectiveDirection.Minimize }] };
        for (var k = 0; k < Trials; k++)
        {
            var (lr, width) = (Math.Pow(10, -4 + (4.0 * k / Trials)), k % 2 == 0 ? 16 : 64);
            var accuracy = Math.Round(0.9 - (0.1 * Math.Pow(Math.Log10(lr) + 2, 2)) + (width / 2000.0), 6);
            sweep.Add(new { lr, width }, ("test.accuracy", [.. Enumerable.Range(1, 10).Select(step => accuracy * step / 10)]), ("seconds", [width + (k * 7 % 11)]));
        }

        return sweep;
    }
}
