using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The page of a trial.</summary>
public sealed class TrialPageTests(Site site)
{
    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task Shows_everything_about_a_trained_classifier(bool dark, int width)
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/trials/5");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Trial 5" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Curves" }).Locator(".chart")).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Confusion matrix" }).Locator("tbody tr")).ToHaveCountAsync(10);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Attempts" }).Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Files" })).ToContainTextAsync("weights.safetensors");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Log" }).Locator(".line").First).ToBeVisibleAsync();
        await page.ReadyAsync();
        await page.ShotAsync($"trial-{width}-{(dark ? "dark" : "light")}");
        Assert.Equal(0, await page.OverflowAsync());
        await page.WholeShotAsync($"trial-whole-{width}-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("Time", "x=time", "time of training")]
    [InlineData("Clock", "x=clock", "time of day (UTC)")]
    public async Task Its_curves_can_be_seen_over_time(string axis, string address, string name)
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync();
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/trials/5");
        await page.GetByLabel("Horizontal").SelectOptionAsync(axis);
        await page.AddressHasAsync(address);

        await page.WaitForFunctionAsync("name => { const o = document.querySelector('section[aria-label=Curves] .chart')?.chart?.getOption(); return o && o.xAxis[0].name === name && o.series.every(s => s.data.length === 8); }", name);
        await page.ShotAsync($"trial-over-{axis.ToLowerInvariant()}");
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_best_and_the_worst_class_are_those_of_the_stored_result()
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        await using var stored = await site.Dashboard.Experiments.OpenArtifactAsync(id, 3, "result.json", TestContext.Current.CancellationToken);
        using var result = await System.Text.Json.JsonDocument.ParseAsync(stored, cancellationToken: TestContext.Current.CancellationToken);
        string Accuracy(string which) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * result.RootElement.GetProperty(which).GetProperty("accuracy").GetDouble():0.0} %");

        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/trials/3");

        var facts = page.GetByRole(AriaRole.Region, new() { Name = "Confusion matrix" }).Locator("dd");
        await Expect(facts.First).ToContainTextAsync(Accuracy("best"));
        await Expect(facts.Last).ToContainTextAsync(Accuracy("worst"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Leads_to_its_neighbours_by_number_and_by_result()
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var info = await site.Dashboard.Experiments.GetAsync(id, TestContext.Current.CancellationToken);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/trials/1");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Trial 1" })).ToBeVisibleAsync();
        await Expect(page.Locator("a[rel=prev]")).ToHaveCountAsync(0);

        await page.Locator("a[rel=next]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Trial 2" })).ToBeVisibleAsync();
        await page.AddressHasAsync($"/experiments/{id}/trials/2");

        await page.OpenAsync($"/experiments/{id}/trials/{info.BestTrial}");
        await Expect(page.GetByText("the best so far")).ToBeVisibleAsync();
        var neighbours = page.GetByRole(AriaRole.Region, new() { Name = "Neighbours" });
        await Expect(neighbours.Locator("tbody tr").First).ToHaveAttributeAsync("aria-current", "true");
        await neighbours.Locator("tbody tr").Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByText("rank 2 of 6")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Follows_a_running_trial_to_its_end()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: one live trial, job: sleep, params: { seconds: 3, steps: 12 }, objective: { metric: value, direction: maximize } }");
        var page = await site.PageAsync();
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/trials/1");

        await Expect(page.Locator(".page-head .status")).ToHaveTextAsync("Completed", new() { Timeout = 30_000 });
        await Expect(page.GetByText("12 of 12", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Curves" }).Locator(".chart")).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Log).GetByText("completed")).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Says_what_went_wrong_and_in_which_attempt()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: fails, job: sleep, params: { seconds: 0.2, steps: 2, fail_at: 2 }, objective: value }");
        await site.Dashboard.EndAsync(id);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/trials/1");

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What went wrong" })).ToContainTextAsync("The trial failed");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Attempts" }).Locator("tbody tr").First).ToContainTextAsync("failed at step 2, as fail_at asked");
        await page.WholeShotAsync("trial-failed");
        await page.AccessibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Says_where_there_is_no_such_trial()
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/trials/7");

        await Expect(page.GetByText("There is no such trial")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "All trials" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
