using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The frame of every page.</summary>
public sealed class ShellTests(Site site)
{
    [Fact]
    public async Task Keys_lead_to_pages_and_are_left_alone_while_one_types()
    {
        var page = await site.PageAsync();
        await page.OpenAsync("/");
        // The frame listens to keys as soon as it knows about notifications.
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Browser notifications when an experiment ends" })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("c");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Cluster" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("n");
        // A new page takes the focus to its heading first.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "New experiment" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a template" });
        await Expect(search).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("gc");
        await Expect(search).ToHaveValueAsync("gc");
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.PressAsync("Backspace");
        await search.BlurAsync();
        await Expect(page.Locator("a.template").Nth(1)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("a.template").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("next entry of the list");
        await page.ShotAsync("shell-keys");
        await page.AccessibleAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/?q=nothing&page=2", "Experiments")]
    [InlineData("/experiments/none/curves?x=time", "Experiments")]
    [InlineData("/compare?ids=none", "Compare")]
    [InlineData("/new?template=blank", "New experiment")]
    public async Task The_menu_marks_where_one_is_whatever_else_the_address_says(string address, string entry)
    {
        var page = await site.PageAsync();
        await page.OpenAsync(address);

        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).Locator("a[aria-current]")).ToHaveTextAsync(new Regex($"{entry}$"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_end_of_an_experiment_is_told_on_every_page_and_the_title_counts_those_that_run()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var page = await site.PageAsync(url: dashboard.Url);
        var complaints = page.Complaints();
        await page.OpenAsync("/cluster");
        var id = await dashboard.SubmitAsync("{ name: short story, job: sleep, params: { seconds: 8, steps: 8 }, objective: value }");

        await Expect(page).ToHaveTitleAsync("(1) Cluster · ActorTraining", new() { Timeout = 15_000 });
        await Expect(page.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", "/favicon-running.svg");
        await Expect(page.GetByText("short story is complete")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.ShotAsync("shell-ended");
        await Expect(page).ToHaveTitleAsync("Cluster · ActorTraining");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/experiments/{id}"));
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Breadcrumbs" })).ToContainTextAsync("short story");
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_theme_changes_without_a_page_that_is_bare_for_a_moment_and_stays_chosen()
    {
        var page = await site.PageAsync();
        await page.OpenAsync("/cluster");
        var sheet = page.Locator("#radzen-theme-link");
        Assert.DoesNotContain("dark", await sheet.GetAttributeAsync("href"));
        Assert.True(await sheet.EvaluateAsync<bool>("link => link.sheet !== null"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        await Expect(sheet).ToHaveAttributeAsync("href", new Regex("standard-dark"));
        await page.OpenAsync("/new");
        await Expect(sheet).ToHaveAttributeAsync("href", new Regex("standard-dark"));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_a_phone_the_navigation_lies_over_the_page_and_closes_behind_one(bool dark)
    {
        var page = await site.PageAsync(dark, 390);
        await page.OpenAsync("/cluster");
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Compare" });

        await Expect(link).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Toggle navigation" }).ClickAsync();
        await Expect(link).ToBeVisibleAsync();
        await page.ShotAsync($"shell-390-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        await page.Locator(".shell-sidebar").GetByRole(AriaRole.Link, new() { Name = "New experiment" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "New experiment" })).ToBeVisibleAsync();
        await Expect(link).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }
}
