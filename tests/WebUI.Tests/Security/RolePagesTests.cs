using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Security;

/// <summary>What pages offer to whom: what a role may not do is not offered, or says why it is not possible.</summary>
public sealed class RolePagesTests(Site browser, GuardedSite site)
{
    [Fact]
    public async Task A_viewer_is_told_why_nothing_can_be_changed_and_is_offered_nothing_new()
    {
        var page = await SignedInAsync(AccessRole.Viewer, $"/experiments/{site.Ended}");
        var complaints = page.Complaints();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "New experiment" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Clone and edit" })).ToHaveCountAsync(0);
        foreach (var (action, role) in new[] { ("Extend", "operator"), ("Parallelism and priority", "operator"), ("Delete", "admin") })
        {
            var button = page.GetByRole(AriaRole.Button, new() { Name = action, Exact = true });
            await Expect(button).ToHaveAttributeAsync("aria-disabled", "true");
            await Expect(button).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex($"^That takes the role {role}; .* has viewer$"));
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Extend", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".rz-notification")).ToContainTextAsync("That takes the role operator");
        await Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);
        await page.ShotAsync("viewer");
        await page.AccessibleAsync();
        await page.OpenAsync($"/experiments/{site.Ended}/trials/1");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel trial" })).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex("takes the role operator"));
        await page.OpenAsync("/new?template=blank");
        await Expect(page.GetByText("To start it takes the role operator.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start experiment" })).ToHaveCountAsync(0);
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_operator_may_do_everything_but_delete()
    {
        var page = await SignedInAsync(AccessRole.Operator, $"/experiments/{site.Ended}");

        await Expect(page.Locator(".shell-header").GetByRole(AriaRole.Link, new() { Name = "New experiment" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Clone and edit" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Extend", Exact = true })).Not.ToHaveAttributeAsync("aria-disabled", "true");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true })).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex("takes the role admin"));
        await page.Context.CloseAsync();
    }

    private async Task<IPage> SignedInAsync(AccessRole role, string path)
    {
        var page = await browser.PageAsync(url: site.Dashboard.Url);
        await page.GotoAsync(path);
        await page.GetByLabel("Access token").FillAsync(site.Secret(role));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.ReadyAsync();
        return page;
    }
}
