using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The tab with the pictures that trials stored.</summary>
public sealed class PicturesTabTests(Site site)
{
    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 390)]
    public async Task Shows_the_same_picture_of_all_trials_the_best_first(bool dark, int width)
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var info = await site.Dashboard.Experiments.GetAsync(id, TestContext.Current.CancellationToken);
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/pictures");

        var tiles = page.GetByRole(AriaRole.Region, new() { Name = "confusion.svg" }).Locator(".tiles button");
        await Expect(tiles).ToHaveCountAsync(6);
        await Expect(tiles.First).ToContainTextAsync($"trial {info.BestTrial}");
        await page.WaitForFunctionAsync("() => document.querySelector('.tiles img').naturalWidth > 0");
        await page.ShotAsync($"pictures-{width}-{(dark ? "dark" : "light")}");
        Assert.Equal(0, await page.OverflowAsync());
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task One_opens_over_the_page_and_keys_go_through_them()
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/pictures");

        await page.Locator(".tiles button").First.ClickAsync();
        var viewer = page.GetByRole(AriaRole.Dialog);
        await Expect(viewer).ToContainTextAsync("1 of 6");
        await Expect(viewer).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(viewer).ToContainTextAsync("2 of 6");
        await page.ShotAsync("pictures-viewer");
        await page.AccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(viewer).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "by trial" }).ClickAsync();
        await page.AddressHasAsync("by=trial");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Trial 3", Exact = true })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Tells_what_will_be_here_where_a_job_draws_nothing()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: draws nothing, job: sleep, params: { seconds: 0.1, steps: 2 }, objective: value }");
        await site.Dashboard.EndAsync(id);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/pictures");

        await Expect(page.GetByText("No pictures")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
