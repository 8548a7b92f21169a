using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The page of the cluster.</summary>
public sealed class ClusterPageTests(Site site)
{
    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task Slots_show_what_runs_on_them_and_who_waits(bool dark, int width)
    {
        await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Slots = 3 });
        await dashboard.SubmitAsync("{ name: eager, job: sleep, params: { seconds: 600, steps: 600 }, objective: value, search: { algorithm: random, trials: 8 } }");
        await dashboard.SubmitAsync("{ name: demanding, job: sleep, params: { seconds: 600, steps: 600 }, objective: value, resources: { labels: { room: cellar } } }");
        var page = await site.PageAsync(dark, width, dashboard.Url);
        var complaints = page.Complaints();
        await page.OpenAsync("/cluster");

        await Expect(page.Locator("a.slot.busy")).ToHaveCountAsync(3, new() { Timeout = 30_000 });
        await Expect(page.Locator("a.slot.busy").First).ToContainTextAsync("eager");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "demanding" })).ToContainTextAsync("0 of 1");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "eager" })).ToContainTextAsync("3 of 8");
        await page.ShotAsync($"cluster-{width}-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Where_nobody_works_it_says_how_to_begin()
    {
        await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Slots = 0 });
        var page = await site.PageAsync(url: dashboard.Url);
        await page.OpenAsync("/cluster");

        await Expect(page.GetByText("It has no slots").Or(page.GetByText("Nobody works on these experiments"))).ToBeVisibleAsync();
        await page.ShotAsync("cluster-empty");
        await page.Context.CloseAsync();
    }
}
