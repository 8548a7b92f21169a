using System.Text;
using System.Xml.Linq;
using ActorTraining.Experiments.Reports;
using ActorTraining.Experiments.Tests.Plots;

namespace ActorTraining.Experiments.Tests.Reports;

public class ReportBuilderTests
{
    [Fact]
    public void A_report_is_a_page_curves_tables_and_the_spec() => Assert.Equal(
        [
            ("report.html", "text/html"),
            ("curves/train-loss.svg", "image/svg+xml"),
            ("curves/test-loss.svg", "image/svg+xml"),
            ("curves/train-accuracy.svg", "image/svg+xml"),
            ("curves/test-accuracy.svg", "image/svg+xml"),
            ("curves/train-against-held-out.svg", "image/svg+xml"),
            ("metrics.csv", "text/csv"),
            ("trials.csv", "text/csv"),
            ("spec.yaml", "application/yaml"),
            ("report.json", "application/json"),
        ],
        ReferenceSweep.Report.Select(f => (f.Name, f.MediaType)));

    [Fact]
    public void The_same_results_give_the_same_bytes_in_whatever_order_they_come()
    {
        var again = ReportBuilder.Build(
            ReferenceSweep.Experiment,
            [.. ReferenceSweep.Trials.Reverse()],
            [.. ReferenceSweep.Series.Reverse()],
            [.. ReferenceSweep.Artifacts.Reverse()],
            ReferenceSweep.Context);
        Assert.Equal(ReferenceSweep.Report.Select(f => f.Name), again.Select(f => f.Name));
        Assert.All(ReferenceSweep.Report.Zip(again), pair => Assert.Equal(pair.First.Content.ToArray(), pair.Second.Content.ToArray()));
    }

    [Fact]
    public void The_spec_is_the_users_own_document()
    {
        var spec = ReferenceSweep.Report.Single(f => f.Name == "spec.yaml");
        Assert.Equal(ReferenceSweep.Spec, Encoding.UTF8.GetString(spec.Content.Span));
    }

    [Fact]
    public void A_spec_made_in_code_is_written_as_the_caller_gives_it_or_not_at_all()
    {
        Assert.DoesNotContain(new SweepCase().Report, f => f.Name == "spec.yaml");
        Assert.Equal("name: x\n", new SweepCase { Context = new ReportContext { Written = ReferenceSweep.Start, SpecText = "name: x\n" } }.File("spec.yaml"));
    }

    [Fact]
    public void Each_metric_has_a_picture_with_every_trial_as_a_line()
    {
        foreach (var file in ReferenceSweep.Report.Where(f => f.Name.StartsWith("curves/t", StringComparison.Ordinal) && !f.Name.Contains("against", StringComparison.Ordinal)))
        {
            var picture = new Picture(Encoding.UTF8.GetString(file.Content.Span));
            Assert.Equal(["lr 0.01", "lr 0.1", "lr 1"], picture.All("g").Select(g => (string?)g.Attribute("data-series")).Where(s => s is not null));
            Assert.Equal(3, picture.All("polyline").Count());
            Assert.Equal(48, picture.OfClass("mark").Count());
        }
    }

    [Fact]
    public void Losses_that_span_more_than_a_decade_are_drawn_on_one_logarithmic_scale()
    {
        Picture Curve(string name) => new(Encoding.UTF8.GetString(ReferenceSweep.Report.Single(f => f.Name == $"curves/{name}.svg").Content.Span));
        Picture train = Curve("train-loss"), test = Curve("test-loss");
        Assert.Equal(train.HeightOf(0.1) - train.HeightOf(1), train.HeightOf(0.2) - train.HeightOf(2), 0.1);
        Assert.Equal(train.HeightOf(0.1), test.HeightOf(0.1));

        var last = train.Lines("lr 1").Single()[^1];
        var decade = train.HeightOf(0.1) - train.HeightOf(1);
        Assert.Equal(train.HeightOf(1) - decade * Math.Log10(0.0327), last.Y, 0.1);
    }

    [Fact]
    public void A_trial_that_ran_away_does_not_press_the_others_flat()
    {
        var sweep = new SweepCase()
            .Add(new { lr = 0.1 }, ("train.loss", SweepCase.Approach(2, 1, 0.5)))
            .Add(new { lr = 10 }, ("train.loss", [2, 50, 1e12, double.NaN]));
        var picture = new Picture(sweep.File("curves/train-loss.svg"));
        var heights = picture.Lines("lr 0.1").Single().Select(p => p.Y).ToList();
        Assert.True(heights.Max() - heights.Min() > 0.15 * picture.Height);
        Assert.Single(picture.Series("lr 10").Elements(), e => (string?)e.Attribute("class") == "cross");
    }

    [Fact]
    public void Metrics_whose_names_become_the_same_file_keep_a_file_each()
    {
        var names = new SweepCase().Add(new { }, ("train.loss", [1]), ("train/loss", [2]), ("../../etc/passwd", [3]), ("train-against-held-out", [4])).Report.Select(f => f.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.Equal(
            ["curves/etc-passwd.svg", "curves/train-against-held-out-2.svg", "curves/train-loss-2.svg", "curves/train-loss.svg"],
            names.Where(n => n.StartsWith("curves/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("weights.safetensors", "weights/trial-2/weights.safetensors")]
    [InlineData("filters/0.png", "weights/trial-2/filters/0.png")]
    [InlineData("../../../etc/passwd", "weights/trial-2/_/_/_/etc/passwd")]
    [InlineData("/abs//x", "weights/trial-2/abs/x")]
    [InlineData("a\\..\\b:c?.txt", "weights/trial-2/a_.._b_c_.txt")]
    [InlineData("name. ", "weights/trial-2/name_")]
    [InlineData("", "weights/trial-2/_")]
    public void A_stored_file_has_a_place_in_its_trials_folder_whatever_it_is_called(string name, string path) =>
        Assert.Equal(path, ReportBuilder.PathOf(new ArtifactInfo(2, name, "application/octet-stream", 1, "")));

    [Fact]
    public void A_long_search_makes_a_report_in_which_each_line_still_has_its_colour()
    {
        var sweep = new SweepCase();
        for (var i = 1; i <= 50; i++) sweep.Add(new { lr = i / 50.0 }, ("test.accuracy", SweepCase.Approach(0.1, 0.5 + i / 200.0, 0.5)));
        var picture = new Picture(sweep.File("curves/test-accuracy.svg"));
        Assert.Equal(50, picture.All("polyline").Count());
        Assert.Contains("lr 1", picture.Texts);
        Assert.Equal("r0", (string?)picture.Series("lr 0.02").Attribute("class"));
        var page = XDocument.Parse(sweep.File("report.html"));
        Assert.Equal(51, page.Descendants("section").Single(section => (string?)section.Attribute("class") == "results").Descendants("tr").Count());
    }
}
