using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ActorTraining.Experiments.Reports;
using ActorTraining.Experiments.Tests.Plots;

namespace ActorTraining.Experiments.Tests.Reports;

public class ReportPageTests
{
    private static readonly string Html = Encoding.UTF8.GetString(ReferenceSweep.Report[0].Content.Span);

    private static XElement Page(string html) => XDocument.Parse(html).Root!;

    private static IEnumerable<XElement> OfClass(XElement page, string name) =>
        page.Descendants().Where(e => ((string?)e.Attribute("class") ?? "").Split(' ').Contains(name));

    private static string[] Row(XElement row) => [.. row.Elements().Select(c => c.Value.Trim())];

    [Fact]
    public void The_page_needs_no_other_file_and_no_script()
    {
        var page = Page(Html);
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "img" or "iframe" or "object");
        Assert.DoesNotContain(page.DescendantsAndSelf().Attributes(), a => a.Name.LocalName is "src" or "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.Empty(Regex.Matches(Html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), "https?:|url\\(|@import"));
    }

    [Fact]
    public void Title_and_verdict_come_first()
    {
        var body = Page(Html).Descendants("main").Single();
        Assert.Equal(["Completed", "Experiment mnist-learning-rates-k3x9qa"], OfClass(body, "kicker").Single().Elements().Select(e => e.Value));
        Assert.Equal("MNIST learning rates", body.Descendants("h1").Single().Value);
        Assert.Equal("All 3 trials completed. Best test accuracy: lr 1 (trial 3), 95.49% at epoch 16.", OfClass(body, "verdict").Single().Value);
        Assert.Equal(["Results", "Curves", "What the numbers say", "Details"], body.Descendants("h2").Select(h => h.Value));
    }

    [Fact]
    public void Every_trial_is_in_the_table_best_first()
    {
        var rows = Page(Html).Descendants("tr").Select(Row).ToList();
        Assert.Equal(["Trial", "lr", "Train loss", "Test loss", "Train accuracy", "Test accuracy", "Best epoch", "Gap", "Time", "Curve", "State"], rows[0]);
        Assert.Equal(["3", "1", "0.0327", "0.1884", "98.88%", "95.49%", "15", "3.39", "13.7 s", "converged", "completed"], rows[1]);
        Assert.Equal(["2", "0.1", "0.1630", "0.2121", "95.21%", "93.66%", "16", "1.55", "12.7 s", "still improving", "completed"], rows[2]);
        Assert.Equal(["1", "0.01", "0.4555", "0.4523", "86.95%", "87.01%", "16", "−0.06", "11.7 s", "still improving", "completed"], rows[3]);
        Assert.Equal("winner", (string?)Page(Html).Descendants("tr").ElementAt(1).Attribute("class"));
    }

    [Fact]
    public void The_objective_is_in_the_table_also_where_many_metrics_are_reported()
    {
        string[] metrics = ["train.loss", "validation.loss", "test.loss", "train.accuracy", "validation.accuracy", "test.accuracy", "kept.epoch", "kept.score"];
        var sweep = new SweepCase("kept.score").Add(new { lr = 1 }, [.. metrics.Select((metric, i) => (metric, (double[])[0.5, 0.1 * (i + 1)]))]);
        Assert.Contains("Kept score", Row(Page(sweep.File("report.html")).Descendants("tr").First()));
    }

    [Fact]
    public void Each_metric_has_its_chart_in_a_wide_and_a_narrow_drawing()
    {
        var page = Page(Html);
        Assert.Equal(
            ["Train loss", "Test loss", "Train accuracy", "Test accuracy", "lr 0.01 (trial 1)", "lr 0.1 (trial 2)", "lr 1 (trial 3)"],
            page.Descendants("figcaption").Select(c => c.Element("strong")!.Value));
        Assert.All(page.Descendants("figure"), f => Assert.Equal(2, f.Descendants(Picture.Svg + "svg").Count()));
        Assert.All(OfClass(page, "narrow").Descendants(Picture.Svg + "svg"), s => Assert.InRange(Picture.Number(s, "width"), 1, 390));
    }

    [Fact]
    public void The_comparison_is_in_it_word_for_word()
    {
        var said = OfClass(Page(Html), "topic").SelectMany(t => t.Descendants().Where(e => e.Name.LocalName is "p" or "li")).Select(e => e.Value);
        var comparison = ComparisonWriter.Write(ReferenceSweep.Experiment, ReferenceSweep.Trials, ReferenceSweep.Series, ReferenceSweep.Context);
        Assert.Equal(comparison.Sections.SelectMany(s => s.Sentences), said);
    }

    [Fact]
    public void It_says_how_to_get_the_results_again_and_links_every_file()
    {
        var page = Page(Html);
        Assert.Contains("actortrain run spec.yaml", page.Descendants("code").Select(c => c.Value));
        Assert.Contains(ReferenceSweep.Spec.TrimEnd(), page.Descendants("code").Select(c => c.Value));
        var links = page.Descendants("a").Select(a => (string?)a.Attribute("href")).ToList();
        Assert.All(ReferenceSweep.Report.Skip(1), f => Assert.Contains(f.Name, links));
        Assert.All(ReferenceSweep.Artifacts, a => Assert.Contains(ReportBuilder.PathOf(a), links));
        Assert.Contains("x64, AVX-512, 2 cores", page.Descendants("dd").Select(d => d.Value));
    }

    [Fact]
    public void A_trial_that_was_stopped_early_says_where_and_why_and_is_no_error()
    {
        var sweep = new SweepCase()
            .Add(new { lr = 0.1 }, ("test.accuracy", [0.7, 0.8, 0.9]))
            .Add(TrialState.Pruned, "asha: rung 1, 7th of 9", new { lr = 0.2 }, ("test.accuracy", [0.2]));
        sweep.Trials[1] = sweep.Trials[1] with { Step = 1, Steps = 3 };
        var page = Page(Encoding.UTF8.GetString(sweep.Report[0].Content.Span));

        Assert.Contains("pruned epoch 1 of 3asha: rung 1, 7th of 9", OfClass(page, "state").Select(cell => cell.Value));
        Assert.Empty(OfClass(page, "error"));
    }

    [Fact]
    public void Text_from_outside_stays_text()
    {
        const string Evil = "</style><script>alert('x')</script><b>&amp; \u0000\u001b[31m";
        var shown = Evil.Replace('\0', '\uFFFD').Replace('\u001b', '\uFFFD');
        var sweep = new SweepCase { Name = Evil, Context = new ReportContext { Written = ReferenceSweep.Start, SpecText = Evil, Command = Evil, Facts = [new ReportFact(Evil, Evil)] } }
            .Add(new { kind = Evil }, (Evil, [1, 2]), ("test.accuracy", [0.1, 0.2]))
            .Add(TrialState.Failed, Evil, new { kind = "b" });
        sweep.Artifacts.Add(new ArtifactInfo(1, "\"><script>", "text/html", 5, Evil));
        var page = Page(sweep.File("report.html"));

        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "b");
        Assert.Single(page.Descendants("style"));
        Assert.Equal(shown, page.Descendants("h1").Single().Value);
        Assert.Contains(shown, page.Descendants("pre").Select(p => p.Value));
        Assert.All(page.Descendants("a"), a => Assert.Matches("^(#error-[0-9]+|[A-Za-z0-9/._%-]+)$", (string)a.Attribute("href")!));
    }

    [Fact]
    public void Every_tag_that_HTML_wants_closed_is_closed()
    {
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", Html, StringComparison.Ordinal);
        var withoutPictures = Regex.Replace(Html, "<svg.*?</svg>", "", RegexOptions.Singleline);
        Assert.All(Regex.Matches(withoutPictures, "<([a-z0-9]+)[^>]*/>").Select(m => m.Groups[1].Value), name => Assert.Equal("meta", name));
    }

    [Fact]
    public void A_failed_trial_shows_its_error_in_full_below_the_table()
    {
        var error = "IndexOutOfRangeException: outside\n" + string.Join("\n", Enumerable.Range(1, 60).Select(i => $"   at Layer{i}.Forward()"));
        var page = Page(new SweepCase()
            .Add(new { lr = 1 }, ("test.accuracy", [0.5]))
            .Add(TrialState.Failed, error, new { lr = 2 })
            .Add(TrialState.Failed, error, new { lr = 3 })
            .File("report.html"));
        var block = Assert.Single(OfClass(page, "error"));
        Assert.Equal("Error of lr 2 and lr 3", block.Element("h3")!.Value);
        Assert.Equal(error, block.Element("pre")!.Value);
        var ids = page.Descendants().Attributes("id").Select(a => "#" + a.Value);
        Assert.Equal(["#error-2", "#error-3"], page.Descendants("td").Descendants("a").Select(a => (string)a.Attribute("href")!).Where(h => ids.Contains(h)));
    }

    [Fact]
    public void A_running_trial_shows_how_far_it_is()
    {
        var page = Page(new SweepCase { State = ExperimentState.Running }.Add(TrialState.Running, null, new { lr = 1 }, ("test.accuracy", [0.5, 0.6])).File("report.html"));
        Assert.Equal("running epoch 2 of 16", page.Descendants("tr").ElementAt(1).Elements().Last().Value);
    }

    [Fact]
    public void Many_choices_share_one_column()
    {
        var page = Page(new SweepCase().Add(new { a = 1, b = 2, c = 3, d = 4, e = 5 }, ("test.accuracy", [0.5])).File("report.html"));
        Assert.Equal(["Trial", "Choices", "Test accuracy", "Best epoch", "Time", "Curve", "State"], Row(page.Descendants("tr").First()));
    }

    [Fact]
    public void An_experiment_without_trials_has_a_page_as_well()
    {
        var page = Page(new SweepCase { State = ExperimentState.Running }.File("report.html"));
        Assert.Contains("There are no trials yet.", page.Descendants("p").Select(p => p.Value));
        Assert.DoesNotContain("Curves", page.Descendants("h2").Select(h => h.Value));
    }

    [Fact]
    public void Pictures_are_shown_by_trial_and_loaded_when_they_come_into_view()
    {
        var sweep = new SweepCase()
            .Add(new { kind = "a" }, ("test.accuracy", [0.5]))
            .Add(new { kind = "b" }, ("test.accuracy", [0.7]));
        sweep.Artifacts.Add(new ArtifactInfo(1, "graph.svg", "image/svg+xml", 5, "1"));
        sweep.Artifacts.Add(new ArtifactInfo(2, "filters/a \" b.png", "image/png", 5, "2"));
        sweep.Artifacts.Add(new ArtifactInfo(2, "weights.npz", "application/octet-stream", 5, "3"));
        var section = OfClass(Page(sweep.File("report.html")), "pictures").Single();

        Assert.Equal(["kind b (trial 2)", "kind a (trial 1)"], section.Elements("h3").Select(h => h.Value));
        var images = section.Descendants("img").ToList();
        Assert.Equal(["weights/trial-2/filters/a%20_%20b.png", "weights/trial-1/graph.svg"], images.Select(i => (string?)i.Attribute("src")));
        Assert.Equal("filters/a \" b.png of kind b (trial 2)", (string?)images[0].Attribute("alt"));
        Assert.All(images, i => Assert.Equal("lazy", (string?)i.Attribute("loading")));
        Assert.All(images, i => Assert.Equal((string?)i.Attribute("src"), (string?)i.Parent!.Attribute("href")));
    }

    [Fact]
    public void A_metric_with_a_single_value_has_no_curve()
    {
        var page = Page(new SweepCase().Add(new { kind = "a" }, ("test.accuracy", [0.5])).File("report.html"));
        Assert.DoesNotContain("Curves", page.Descendants("h2").Select(h => h.Value));
    }
}
