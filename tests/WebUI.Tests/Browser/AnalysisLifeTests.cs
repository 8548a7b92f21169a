using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.External;
using ActorTraining.WebUI.Tests.Analysis;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The analysis tab while trials end, and while it is being worked out.</summary>
public sealed class AnalysisLifeTests(Site site)
{
    private const string Search = """
        name: followed
        job: external
        params: { lr: { uniform: [0, 1] }, width: { int: [1, 64] } }
        objective: { metric: score, direction: maximize }
        search: { algorithm: sobol, trials: 16 }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Follows_trials_as_they_end_and_says_what_cannot_be_said_yet()
    {
        var experiments = site.Dashboard.Experiments;
        var id = await site.Dashboard.SubmitAsync(Search);
        await ToldRuns.TellAsync(experiments, id, 3, Run);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/analysis");
        await page.Chart("All choices").UntilAsync("o.series[0].data.length === 3");
        await Expect(page.Part("What matters")).ToContainTextAsync("Which parameters matter can be said from 8 trials with a result on; so far there are 3.");
        await Expect(page.Part("What matters")).ToContainTextAsync("How early trials can be told apart can be said from 6 completed trials on; so far there are 3.");
        await Expect(page.Part("What matters").Locator(".chart")).ToHaveCountAsync(0);

        // One that runs has a value already, and is not compared with what others came to.
        var running = (await experiments.AskAsync(id, "a test", TimeSpan.FromMinutes(5), Cancel)).Trial!;
        await experiments.TellAsync(id, running.Number, new ToldTrial { Attempt = running.Attempt, Step = 1, Steps = 4, Metrics = new Dictionary<string, double> { ["score"] = 1e6 } }, Cancel);
        await ToldRuns.TellAsync(experiments, id, 6, Run);
        await page.Chart("All choices").UntilAsync("o.series[0].data.length === 9");
        await page.Chart("Against each parameter", "score of 9 trials against lr").UntilAsync("o.series[0].data.length === 9 && o.series[0].data.every(dot => dot.value[1] < 1e6)");

        await experiments.TellAsync(id, running.Number, new ToldTrial { Attempt = running.Attempt, Step = 4, Steps = 4, Metrics = new Dictionary<string, double> { ["score"] = 1 }, Outcome = ToldOutcome.Completed }, Cancel);
        await ToldRuns.TellAsync(experiments, id, 6, Run);
        await site.Dashboard.EndAsync(id);
        await page.Chart("All choices").UntilAsync("o.series[0].data.length === 16");
        // The last word is about all of them, however lately it was asked before.
        await Expect(page.Part("What matters").Locator("header")).ToContainTextAsync("from 16 trials", new() { Timeout = 60_000 });
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Nothing_moves_when_the_analysis_arrives(int width)
    {
        var id = await site.Dashboard.SubmitAsync(Search.Replace("trials: 16", "trials: 48", StringComparison.Ordinal).Replace("followed", $"still {width}", StringComparison.Ordinal));
        await ToldRuns.TellAsync(site.Dashboard.Experiments, id, 48, Run);
        await site.Dashboard.EndAsync(id);
        var page = await site.PageAsync(width: width);
        await page.AddInitScriptAsync("""
            window.shifts = [];
            new PerformanceObserver(list => shifts.push(...list.getEntries().map(e => ({ value: e.value, from: e.sources.map(s => `${s.node?.nodeName} ${s.node?.className} ${s.previousRect.y}->${s.currentRect.y}`).join('; ') })))).observe({ type: 'layout-shift', buffered: true });
            window.places = [];
            new MutationObserver(() => {
              const matters = document.querySelector("section[aria-label='What matters']"), next = document.querySelector("section[aria-label='All choices']");
              if (matters && next) { places.push([matters.getAttribute('aria-busy') === 'true', next.getBoundingClientRect().top]); }
            }).observe(document, { subtree: true, childList: true, attributes: true });
            """);
        await page.OpenAsync($"/experiments/{id}/analysis");
        await Expect(page.Part("What matters").Locator(".chart")).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await page.ReadyAsync();

        var places = (await page.EvaluateAsync<JsonElement>("() => places")).EnumerateArray().Select(place => (IsBusy: place[0].GetBoolean(), Top: place[1].GetDouble())).ToList();
        Assert.Contains(places, place => place.IsBusy);
        Assert.False(places[^1].IsBusy);
        Assert.All(places, place => Assert.Equal(places[0].Top, place.Top, 0.5));
        var shifts = (await page.EvaluateAsync<JsonElement>("() => shifts")).EnumerateArray().ToList();
        var whole = shifts.Sum(shift => shift.GetProperty("value").GetDouble());
        Assert.True(whole < 0.01, $"moved by {whole}: {string.Join(" | ", shifts.Select(shift => shift.GetProperty("from").GetString()))}");
        await page.Context.CloseAsync();
    }

    private static IReadOnlyList<MetricPoint> Run(JsonElement parameters) =>
        ToldRuns.Curves(4, step => new() { ["score"] = parameters.GetProperty("lr").GetDouble() * step / 4 + parameters.GetProperty("width").GetDouble() / 500 });
}
