using ActorTraining.WebUI.Tests.Analysis;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The page that puts experiments side by side.</summary>
public sealed class ComparePageTests(Site site)
{
    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task Shows_results_histories_and_what_differs(bool dark, int width)
    {
        var one = await Sweep.DigitsAsync(site.Dashboard);
        var other = await AnalysisRuns.SweepAsync(site.Dashboard);
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync($"/compare?ids={one},{other}");

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Results" }).Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator(".chart")).ToHaveCountAsync(2);
        await page.ReadyAsync();
        var drawn = await page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('.chart')].map(e => e.chart.getOption().series.filter(s => s.data.length > 1).length)");
        Assert.All(drawn, lines => Assert.Equal(2, lines));
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What differs" })).ToContainTextAsync("params.epochs");
        Assert.Equal(0, await page.OverflowAsync());
        await page.WholeShotAsync($"compare-{width}-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task It_follows_what_runs_and_keeps_its_axes_in_the_address()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var ended = await dashboard.SubmitAsync("{ name: sooner, job: sleep, params: { seconds: 0, steps: 5 }, objective: value }");
        await dashboard.EndAsync(ended);
        var running = await dashboard.SubmitAsync("{ name: later, job: sleep, params: { seconds: { grid: [6, 7, 8] }, steps: 30 }, objective: value }");
        var page = await site.PageAsync(url: dashboard.Url);
        var complaints = page.Complaints();
        await page.OpenAsync($"/compare?ids={ended},{running}");
        var row = page.GetByRole(AriaRole.Region, new() { Name = "Results" }).Locator("tbody tr").Nth(1);
        await Expect(row).ToContainTextAsync("Running");
        await page.GetByRole(AriaRole.Button, new() { Name = "by time", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "by time of training" }).ClickAsync();
        await page.AddressHasAsync("x=time", "curves=time");

        await Expect(row).ToContainTextAsync("Completed", new() { Timeout = 60_000 });
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.chart')].every(e => e.chart.getOption().xAxis[0].type === 'time' && e.chart.getOption().series[1].data.length > 1)");
        await page.ShotAsync("compare-by-time");
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "by time of training" })).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Experiments_are_taken_out_and_added_and_one_that_is_gone_is_named()
    {
        var one = await Sweep.DigitsAsync(site.Dashboard);
        var other = await AnalysisRuns.SweepAsync(site.Dashboard);
        var page = await site.PageAsync();
        await page.OpenAsync($"/compare?ids={one},{other},gone-abcdef");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("gone-abcdef");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take out digits by everything" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Results" }).Locator("tbody tr")).ToHaveCountAsync(1);
        await page.GetByLabel("Add an experiment").SelectOptionAsync(other);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Results" }).Locator("tbody tr")).ToHaveCountAsync(2);
        await page.Context.CloseAsync();
    }
}
