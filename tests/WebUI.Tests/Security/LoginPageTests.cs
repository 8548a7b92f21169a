using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Security;

/// <summary>The login page in a browser.</summary>
public sealed class LoginPageTests(Site browser, GuardedSite site)
{
    [Fact]
    public async Task A_page_that_was_left_open_shows_nothing_any_more_when_its_token_ends()
    {
        var token = site.Tokens.Create("leaving", AccessRole.Viewer);
        var page = await browser.PageAsync(url: site.Dashboard.Url);
        await page.GotoAsync("/login");
        await page.GetByLabel("Access token").FillAsync(token.Secret);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.ReadyAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Experiments" })).ToBeVisibleAsync();

        site.Tokens.Revoke(token.Entry.Id);

        await Expect(page.GetByText("You are no longer signed in")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Experiments" })).Not.ToBeVisibleAsync();
        await page.ShotAsync("signed-out");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 390)]
    public async Task Signs_in_out_and_complains_of_a_wrong_token(bool dark, int width)
    {
        var page = await browser.PageAsync(dark, width, site.Dashboard.Url);
        var complaints = page.Complaints();
        await page.GotoAsync($"/experiments/{site.Ended}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.AccessibleAsync();
        await page.ShotAsync($"login-{width}-{(dark ? "dark" : "light")}");

        await page.GetByLabel("Access token").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not valid");
        await page.ShotAsync($"login-failed-{width}-{(dark ? "dark" : "light")}");

        await page.GetByLabel("Access token").FillAsync(site.Secret(AccessRole.Viewer));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.ReadyAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "api sweep" })).ToBeVisibleAsync();
        await page.ShotAsync($"signed-in-{width}-{(dark ? "dark" : "light")}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }
}
