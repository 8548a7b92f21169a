using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The page of an experiment.</summary>
public sealed class ExperimentPageTests(Site site)
{
    [Fact]
    public async Task Tabs_can_be_left_before_their_charts_are_made()
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync();
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/spec");

        for (var round = 0; round < 4; round++)
        {
            foreach (var tab in (string[])["Curves", "Overview", "Analysis", "Trials"])
            {
                // By script: nothing is waited for between two of them.
                await page.EvaluateAsync("name => [...document.querySelectorAll('nav.tabs a')].find(a => a.textContent === name).click()", tab);
            }
        }

        await page.AddressHasAsync("/trials");
        await Expect(page.Locator("tbody tr.row")).ToHaveCountAsync(6);
        await Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Follows_a_running_experiment_to_its_end()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: watched, job: sleep, params: { seconds: 2, steps: 4 }, objective: { metric: value, direction: maximize } }");

        var page = await site.PageAsync();
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "watched" })).ToBeVisibleAsync();
        await Expect(page.Locator(".page-head .status")).ToHaveTextAsync("Completed", new() { Timeout = 30_000 });
        await Expect(page.GetByText("trial 1", new() { Exact = true })).ToBeVisibleAsync();
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/experiments/none-such")]
    [InlineData("/nowhere/at/all")]
    public async Task Says_where_nothing_is(string path)
    {
        var page = await site.PageAsync();
        await page.GotoAsync(path);

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "All experiments", Exact = true })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
