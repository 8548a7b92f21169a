using ActorTraining.WebUI.Tests.Analysis;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The tab that shows what parameters do.</summary>
public sealed class AnalysisTabTests(Site site)
{
    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task Shows_a_real_sweep_from_all_sides(bool dark, int width)
    {
        var id = await AnalysisRuns.SweepAsync(site.Dashboard);
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/analysis");

        await Expect(Part(page, "All choices").Locator(".chart")).ToBeVisibleAsync();
        await Expect(Part(page, "Against each parameter").Locator(".chart")).ToHaveCountAsync(3);
        await Expect(Part(page, "Two parameters").Locator(".chart")).ToBeVisibleAsync();
        await Expect(Part(page, "Trade-off")).ToContainTextAsync("on the front");
        await Expect(Part(page, "In words").GetByText("Best trial")).ToBeVisibleAsync();
        await page.ReadyAsync();
        Assert.Equal(0, await page.OverflowAsync());
        await page.WholeShotAsync($"analysis-{width}-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_range_on_an_axis_selects_trials_in_the_table_and_in_the_other_charts()
    {
        var id = await AnalysisRuns.SweepAsync(site.Dashboard);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/analysis");
        var chart = Part(page, "All choices").Locator(".chart");
        await Expect(chart).ToBeVisibleAsync();
        await page.ReadyAsync();

        // What is told of the parameters comes when it is known, above the chart, and moves it down.
        await Expect(Part(page, "What matters")).ToBeVisibleAsync(new() { Timeout = 60_000 });

        // The axis of the units has 8 (at the bottom) and 32: the lower half is drawn over. Axes stand in the order of what they tell, evenly spread.
        await chart.ScrollIntoViewIfNeededAsync();
        var box = (await chart.BoundingBoxAsync())!;
        var axes = await page.EvaluateAsync<string[]>("() => document.querySelector(`section[aria-label='All choices'] .chart`).chart.getOption().parallelAxis.map(axis => axis.name)");
        var place = Array.IndexOf(axes, "units");
        var x = box.X + 48 + (place * (box.Width - 48 - 96) / (axes.Length - 1));
        await page.Mouse.MoveAsync(x, box.Y + 240);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, box.Y + 325, new() { Steps = 8 });
        await page.Mouse.UpAsync();

        var table = Part(page, "Selected trials");
        await Expect(table.Locator("tbody tr")).ToHaveCountAsync(12);
        await Expect(table.Locator($"tbody tr td:nth-child({3 + place})").Filter(new() { HasText = "8" })).ToHaveCountAsync(12);
        await page.WaitForFunctionAsync("() => { const o = document.querySelector(`section[aria-label='Against each parameter'] .chart`).chart.getOption(); return o.series[0].data.filter(d => d.itemStyle.opacity < 0.1).length === 12; }");
        await page.WholeShotAsync("analysis-brushed");

        await page.GetByRole(AriaRole.Button, new() { Name = "12 of 24 selected" }).ClickAsync();
        await Expect(table).ToHaveCountAsync(0);
        await page.WaitForFunctionAsync("() => document.querySelector(`section[aria-label='Against each parameter'] .chart`).chart.getOption().series[0].data.every(d => d.itemStyle.opacity > 0.1)");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_chosen_is_in_the_address_and_a_mark_leads_to_its_trial()
    {
        var id = await AnalysisRuns.SweepAsync(site.Dashboard);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/analysis");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Horizontal quantity" }).SelectOptionAsync("seconds");
        await page.AddressHasAsync("fx=seconds");
        await page.GetByRole(AriaRole.Button, new() { Name = "Better test.accuracy: higher" }).ClickAsync();
        await page.AddressHasAsync("fyup=0");
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Horizontal quantity" })).ToHaveValueAsync("seconds");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Better test.accuracy: lower" })).ToBeVisibleAsync();

        var chart = Part(page, "Trade-off").Locator(".chart");
        await chart.ScrollIntoViewIfNeededAsync();
        var at = await chart.EvaluateAsync<float[]>("e => { const d = e.chart.getOption().series[1].data[0]; const p = e.chart.convertToPixel({ seriesIndex: 1 }, d.value); const b = e.getBoundingClientRect(); return [b.left + p[0], b.top + p[1]]; }");
        await page.Mouse.ClickAsync(at[0], at[1]);
        await page.AddressHasAsync($"/experiments/{id}/trials/");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Tells_what_will_be_here_where_there_are_too_few_results()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: only one, job: sleep, params: { seconds: 0.1, steps: 2 }, objective: value }");
        await site.Dashboard.EndAsync(id);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/analysis");

        await Expect(page.GetByText("Too few results to analyse")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    private static ILocator Part(IPage page, string name) => page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });
}
