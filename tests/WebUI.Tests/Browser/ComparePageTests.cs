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
