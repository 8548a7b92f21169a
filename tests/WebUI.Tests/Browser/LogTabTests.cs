using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The tab with everything that happened.</summary>
public sealed class LogTabTests(Site site)
{
    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 390)]
    public async Task Shows_what_happened_and_narrows_it_by_the_address(bool dark, int width)
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/log");

        await Expect(page.GetByText("experiment completed", new() { Exact = true })).ToBeVisibleAsync();
        await page.ShotAsync($"log-{width}-{(dark ? "dark" : "light")}");
        Assert.Equal(0, await page.OverflowAsync());
        await page.GetByLabel("Trial").PressSequentiallyAsync("3");
        await page.GetByLabel("Trial").PressAsync("Enter");
        await page.WaitForFunctionAsync("() => location.search.includes('trial=3')");
        await Expect(page.GetByText("experiment completed", new() { Exact = true })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Link, new() { Name = "trial 3" }).First).ToBeVisibleAsync();
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Lines_appear_as_they_come()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: logs while it runs, job: sleep, params: { seconds: 2, steps: 4 }, objective: value }");
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/log");

        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("attempt 1 started");
        await Expect(page.GetByText("experiment completed", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_link_leads_to_a_moment()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: a long log, job: sleep, params: { seconds: { grid: [0.01, 0.011, 0.012, 0.013, 0.014, 0.015, 0.016, 0.017, 0.018, 0.019, 0.02, 0.021, 0.022, 0.023, 0.024, 0.025, 0.026, 0.027, 0.028, 0.029, 0.03, 0.031, 0.032, 0.033, 0.034, 0.035, 0.036, 0.037, 0.038, 0.039] }, steps: 1 }, objective: value }");
        await site.Dashboard.EndAsync(id);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/log?at=8");

        await Expect(page.Locator(".moment")).ToBeInViewportAsync();
        await Expect(page.Locator(".moment")).ToHaveAttributeAsync("data-event", "8");
        await Expect(page.GetByLabel("Follow")).Not.ToBeCheckedAsync();
        await Expect(page.GetByText("experiment completed", new() { Exact = true })).Not.ToBeInViewportAsync();
        await page.ShotAsync("log-moment");
        await page.GetByLabel("Follow").CheckAsync();
        await Expect(page.GetByText("experiment completed", new() { Exact = true })).ToBeInViewportAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_shown_can_be_downloaded()
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/log?trial=2");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("completed");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());

        Assert.Equal($"{id}.log", download.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal("trial 2", line.Split('\t')[1]));
        await page.Context.CloseAsync();
    }
}
