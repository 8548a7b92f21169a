using System.Globalization;
using System.Text.RegularExpressions;
using ActorTraining.Experiments;
using ActorTraining.WebUI.Tests.Analysis;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The figures of the analysis tab are those that follow from the trials, worked out here a second time.</summary>
public sealed partial class AnalysisFiguresTests(Site site)
{
    private static readonly double[] Fractions = [0.1, 0.25, 0.5, 0.75];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Importance_gives_the_shares_of_a_function_whose_variance_is_known_and_the_chosen_parameter_stays_in_the_address()
    {
        var id = await ToldRuns.SumAsync(site.Dashboard);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/analysis");
        var matters = page.Part("What matters");
        await Expect(matters.Locator(".share")).ToHaveCountAsync(3, new() { Timeout = 60_000 });

        // Var(2a) = 4/12 and Var(b) = 1/12 over the unit square: 80 % and 20 %.
        var shares = await matters.Locator(".share").AllInnerTextsAsync();
        Assert.Equal(["a", "b", "idle"], shares.Select(share => share.Split()[0]));
        Assert.InRange(Percent(shares[0]), 70, 90);
        Assert.InRange(Percent(shares[1]), 10, 28);
        Assert.InRange(Percent(shares[2]), 0, 4);

        // The sentences say the same, and where the best values are: a is best at its upper end.
        var finding = await matters.Locator(".findings li").Nth(1).InnerTextAsync();
        Assert.StartsWith($"a makes up {Percent(shares[0])}% of that; best ", finding, StringComparison.Ordinal);
        Assert.True(double.Parse(Numbers().Matches(finding)[^1].Value, CultureInfo.InvariantCulture) > 0.9, finding);

        await matters.GetByRole(AriaRole.Button, new() { Name = "b", Exact = false }).And(matters.Locator("[title=b]")).ClickAsync();
        await page.AddressHasAsync("effect=b");
        var chart = page.Chart("What matters", "score predicted by b");
        // A unit more of b is worth one unit of the score: the prediction rises by nearly that over its range.
        var rise = (await chart.OptionAsync("o.series[0].data[o.series[0].data.length - 1][1] - o.series[0].data[0][1]")).GetDouble();
        Assert.InRange(rise, 0.5, 1.1);
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(page.Chart("What matters", "score predicted by b")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Contours_show_what_two_parameters_do_together_and_the_chosen_pair_stays_in_the_address()
    {
        var id = await ToldRuns.CornerAsync(site.Dashboard);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/analysis");
        var pairs = page.GetByRole(AriaRole.Combobox, new() { Name = "Pair of parameters" });
        await Expect(pairs).ToHaveValueAsync("a~b", new() { Timeout = 60_000 });

        // The function is 4 in one quarter of the square and 0 in the others.
        var chart = page.Chart("What matters", "score predicted by a and b");
        await chart.UntilAsync("o.series[0].data.length === 256");
        await CornerAsync(chart);
        Assert.Matches(@"^a 0\.9\d+, b 0\.9\d+\s+score (3\.[5-9]\d*|4(\.0+)?) predicted$", await chart.TooltipAsync(255));

        await pairs.SelectOptionAsync("a~c");
        await page.AddressHasAsync("contours=a~c");
        chart = page.Chart("What matters", "score predicted by a and c");
        await chart.UntilAsync("o.yAxis[0].name === 'c' && o.xAxis[0].name === 'a'");
        // Of c nothing depends: along it nothing changes, and along a it goes from 0 to the 2 that a half of 4 is.
        var along = await chart.OptionAsync("o.series[0].data.map(cell => cell.value)");
        var cells = along.EnumerateArray().Select(cell => (X: cell[0].GetInt32(), Y: cell[1].GetInt32(), Value: cell[2].GetDouble())).ToList();
        Assert.All(cells.Where(cell => cell.X < 7), cell => Assert.InRange(cell.Value, 0, 0.4));
        Assert.All(cells.Where(cell => cell.X > 8), cell => Assert.InRange(cell.Value, 1.5, 2.5));
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Pair of parameters" })).ToHaveValueAsync("a~c", new() { Timeout = 60_000 });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Ranks_early_and_late_are_correlated_as_Spearman_has_it()
    {
        var id = await ToldRuns.SumAsync(site.Dashboard);
        var trials = await TrialsAsync(id);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/analysis");
        var rows = page.Part("What matters").Locator(".early tbody tr");
        await Expect(rows).ToHaveCountAsync(4, new() { Timeout = 60_000 });

        foreach (var (place, fraction) in Fractions.Index())
        {
            var early = Ranks(trials, trial => ToldRuns.Score(trial.Parameters, (int)(20 * fraction)));
            var last = Ranks(trials, trial => ToldRuns.Score(trial.Parameters, 20));
            var (n, squares) = (trials.Count, trials.Sum(trial => Math.Pow(early[trial.Number] - last[trial.Number], 2)));
            // No two values are alike, so that the ranks' differences tell everything.
            var correlation = 1 - (6 * squares / (n * ((double)n * n - 1)));
            var best = last.OrderByDescending(rank => rank.Value).Take(n / 4).Count(rank => early[rank.Key] > n / 2);
            await Expect(rows.Nth(place).Locator("td")).ToHaveTextAsync([$"{100 * fraction:0}% of a trial", correlation.ToString("0.00", CultureInfo.InvariantCulture), $"{100.0 * best / (n / 4):0}%"]);
        }

        // What was high at the end was low at the beginning.
        Assert.StartsWith("-0.", await rows.First.Locator("td").Nth(1).InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Parameters_of_an_alternative_are_shown_among_the_trials_that_have_them()
    {
        var id = await ToldRuns.ConditionalAsync(site.Dashboard);
        var trials = await TrialsAsync(id);
        var having = trials.Where(trial => trial.Choices.ContainsKey("optimizer.momentum")).ToList();
        Assert.InRange(having.Count, 8, 52);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/analysis");

        // A dot for each of them, where the trial has the parameter.
        var slice = page.Chart("Against each parameter", $"val.accuracy of {having.Count} trials against momentum");
        await slice.UntilAsync($"o.series[0].data.length === {having.Count}");
        var dots = (await slice.OptionAsync("o.series[0].data.map(dot => [dot.name, ...dot.value])")).EnumerateArray().Select(dot => (dot[0].GetString(), dot[1].GetDouble(), dot[2].GetDouble()));
        Assert.Equal(having.Select(trial => ((string?)$"trial {trial.Number}", trial.Choices["optimizer.momentum"].GetDouble(), trial.Objective!.Value)).OrderBy(dot => dot.Item1), dots.OrderBy(dot => dot.Item1));
        await Expect(page.Chart("Against each parameter", "val.accuracy of 60 trials against ")).ToHaveCountAsync(4);

        // The lines have no axis that most would run past, and it is said which one is left out.
        await page.Chart("All choices").UntilAsync("o.parallelAxis.length === 5 && o.parallelAxis.every(axis => axis.name !== 'momentum') && o.series[0].data.length === 60");
        await Expect(page.Part("All choices")).ToContainTextAsync("Without an axis: momentum, which only some trials have.");

        var findings = page.Part("What matters").Locator(".findings");
        await Expect(findings.GetByText("optimizer.momentum makes up")).ToContainTextAsync($"among the {having.Count} trials that have it", new() { Timeout = 60_000 });

        // A pair of it with another one: only trials that have both are there.
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Vertical parameter" }).SelectOptionAsync("param:optimizer.momentum");
        await page.AddressHasAsync("y=param");
        await page.Chart("Two parameters").UntilAsync($"o.yAxis[0].name === 'momentum' && o.series[0].data.length === {having.Count}");
        await page.Context.CloseAsync();
    }

    private static int Percent(string share) => int.Parse(Regex.Match(share, @"(\d+)%").Groups[1].Value, CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<TrialInfo>> TrialsAsync(string id) => (await site.Dashboard.Experiments.TrialsAsync(id, new TrialQuery { Limit = 1000 }, Cancel)).Items;

    private static Dictionary<int, int> Ranks(IReadOnlyList<TrialInfo> trials, Func<TrialInfo, double> value) =>
        trials.OrderBy(value).Select((trial, place) => (trial.Number, Rank: place + 1)).ToDictionary(ranked => ranked.Number, ranked => ranked.Rank);

    private static async Task CornerAsync(ILocator chart)
    {
        var cells = (await chart.OptionAsync("o.series[0].data.map(cell => cell.value)")).EnumerateArray().Select(cell => (X: cell[0].GetInt32(), Y: cell[1].GetInt32(), Value: cell[2].GetDouble())).ToList();
        Assert.All(cells.Where(cell => cell.X > 8 && cell.Y > 8), cell => Assert.InRange(cell.Value, 3.5, 4.01));
        Assert.All(cells.Where(cell => cell.X < 7 || cell.Y < 7), cell => Assert.InRange(cell.Value, 0, 0.5));
    }

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
