using ActorTraining.Experiments;
using ActorTraining.WebUI.Tests.Analysis;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>Several objectives: their front and how it grew, against what brute force finds.</summary>
public sealed class AnalysisFrontTests(Site site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 390)]
    public async Task The_front_has_the_trials_that_none_beats_and_the_growth_ends_at_what_they_dominate(bool dark, int width)
    {
        var id = await ToldRuns.PairAsync(site.Dashboard);
        // As losses: the accuracy is to be high, the time low.
        var losses = (await TrialsAsync(id)).OrderBy(trial => trial.Ended).Select(trial => (trial.Number, A: -trial.Objective!.Value, B: trial.FurtherObjectives[0]!.Value)).ToList();
        var front = Front(losses);
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/analysis");

        await page.Chart("Trade-off").UntilAsync($"o.series[1].data.length === {front.Count}");
        Assert.Equal(front.OrderBy(trial => trial.B).Select(trial => $"trial {trial.Number}"), await NamesAsync(page.Chart("Trade-off")));
        await Expect(page.Part("Trade-off")).ToContainTextAsync($"{front.Count} of {losses.Count} trials are on the front of these two");

        var growth = page.Chart("Growth of the front");
        await growth.UntilAsync("o.series[0].data.length > 1");
        var steps = (await growth.OptionAsync("o.series[0].data.map(step => step.value)")).EnumerateArray().Select(step => (Ended: step[0].GetInt32(), Volume: step[1].GetDouble())).ToList();
        Assert.All(steps, step => Assert.Equal(Volume([.. losses.Take(step.Ended)], losses), step.Volume, 1e-9));
        Assert.Equal(losses.Count, steps[^1].Ended);
        Assert.Equal(steps.Select(step => step.Volume).Order(), steps.Select(step => step.Volume));
        await Expect(page.Part("Growth of the front")).ToContainTextAsync($"hypervolume {100 * Volume(losses, losses):0.0}%");
        await Expect(page.Part("Growth of the front")).ToContainTextAsync($"{front.Count} of {losses.Count} trials are on the front of both objectives");
        await Expect(page.Part("What matters")).ToContainTextAsync($"{front.Count} of {losses.Count} trials are on the Pareto front", new() { Timeout = 60_000 });

        Assert.Equal(0, await page.OverflowAsync());
        await page.WholeShotAsync($"analysis-front-{width}-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Any_two_objectives_can_be_chosen_and_stay_in_the_address()
    {
        var id = await ToldRuns.ObjectivesAsync(site.Dashboard);
        var trials = await TrialsAsync(id);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/analysis");
        var first = Front([.. trials.Select(trial => (trial.Number, -trial.Objective!.Value, trial.FurtherObjectives[0]!.Value))]);
        await page.Chart("Trade-off").UntilAsync($"o.xAxis[0].name === 'time' && o.series[1].data.length === {first.Count}");

        await page.GetByRole(AriaRole.Combobox, new() { Name = "Horizontal quantity" }).SelectOptionAsync("metric:memory");
        await page.AddressHasAsync("fx=metric");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Vertical quantity" }).SelectOptionAsync("metric:time");
        await page.AddressHasAsync("fx=metric", "fy=metric");

        // Both are costs: the spec says that less of either is better.
        var costs = Front([.. trials.Select(trial => (trial.Number, trial.FurtherObjectives[0]!.Value, trial.FurtherObjectives[1]!.Value))]);
        await page.Chart("Trade-off").UntilAsync($"o.xAxis[0].name === 'memory' && o.yAxis[0].name === 'time' && o.series[1].data.length === {costs.Count}");
        Assert.Equal(costs.Select(trial => $"trial {trial.Number}").Order(), (await NamesAsync(page.Chart("Trade-off"))).Order());
        await page.ReloadAsync();
        await page.ReadyAsync();
        await page.Chart("Trade-off").UntilAsync($"o.xAxis[0].name === 'memory' && o.yAxis[0].name === 'time' && o.series[1].data.length === {costs.Count}");

        // The front of all three is the larger one.
        var all = trials.Count(one => !trials.Any(other => Dominates(other, one)));
        Assert.True(all > Math.Max(first.Count, costs.Count));
        await Expect(page.Part("Growth of the front")).ToContainTextAsync($"{all} of {trials.Count} trials are on the front of all 3 objectives", new() { Timeout = 60_000 });
        await page.Context.CloseAsync();
    }

    private async Task<IReadOnlyList<TrialInfo>> TrialsAsync(string id) => (await site.Dashboard.Experiments.TrialsAsync(id, new TrialQuery { Limit = 1000 }, Cancel)).Items;

    private static async Task<List<string?>> NamesAsync(ILocator chart) =>
        [.. (await chart.OptionAsync("o.series[1].data.map(mark => mark.name)")).EnumerateArray().Select(name => name.GetString())];

    private static List<(int Number, double A, double B)> Front(List<(int Number, double A, double B)> losses) =>
        [.. losses.Where(one => !losses.Exists(other => other.A <= one.A && other.B <= one.B && (other.A < one.A || other.B < one.B)))];

    private static bool Dominates(TrialInfo other, TrialInfo one)
    {
        var differences = new[] { other.Objective!.Value - one.Objective!.Value, one.FurtherObjectives[0]!.Value - other.FurtherObjectives[0]!.Value, one.FurtherObjectives[1]!.Value - other.FurtherObjectives[1]!.Value };
        return differences.All(difference => difference >= 0) && differences.Any(difference => difference > 0);
    }

    // Column by column between neighbouring values of one objective: what lies above the best of the other so far.
    private static double Volume(List<(int Number, double A, double B)> part, List<(int Number, double A, double B)> all)
    {
        double Scaled(double value, Func<(int, double A, double B), double> of) => (value - all.Min(of)) / (all.Max(of) - all.Min(of));
        var places = part.Select(trial => (A: Scaled(trial.A, one => one.A), B: Scaled(trial.B, one => one.B))).OrderBy(place => place.A).ToList();
        var edges = places.Select(place => place.A).Append(1).ToList();
        return Enumerable.Range(0, places.Count).Sum(i => (edges[i + 1] - edges[i]) * (1 - places.Take(i + 1).Min(place => place.B)));
    }
}
