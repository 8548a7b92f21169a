using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The page of all experiments.</summary>
public sealed class ExperimentsPageTests(Site site)
{
    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task Shows_experiments_without_complaints(bool dark, int width)
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync("/?q=digits");

        var row = page.Locator($"tr.experiment:has(a[href='/experiments/{id}'])");
        await Expect(row.Locator(".done .num")).ToHaveTextAsync("6");
        await Expect(row.Locator("svg path")).ToBeAttachedAsync();
        await page.OpenAsync("/");
        await Expect(page.Locator("tr.experiment svg path").First).ToBeAttachedAsync();
        await page.ShotAsync($"experiments-{width}-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_new_experiment_appears_and_runs_to_its_end_before_ones_eyes()
    {
        var page = await site.PageAsync();
        await page.OpenAsync("/");
        var name = $"appears {Guid.NewGuid():N}";

        await site.Dashboard.SubmitAsync($"{{ name: {name}, job: sleep, params: {{ seconds: 1, steps: 5 }}, objective: value }}");

        var row = page.Locator("tr.experiment").Filter(new() { HasText = name });
        await Expect(row.Locator(".status")).ToHaveTextAsync("Running", new() { Timeout = 15_000 });
        await Expect(row.Locator(".status")).ToHaveTextAsync("Completed", new() { Timeout = 30_000 });
        await Expect(row.Locator(".done .num")).ToHaveTextAsync("1");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_typed_is_never_taken_back_by_what_was_found_meanwhile()
    {
        await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync();
        await page.OpenAsync("/");
        await page.EvaluateAsync("() => { const box = document.querySelector('#search'); window.seen = []; const look = () => { const last = seen[seen.length - 1]; if (box.value !== last) { seen.push(box.value); } requestAnimationFrame(look); }; look(); }");

        await page.Locator("#search").PressSequentiallyAsync("digits by learning rate", new() { Delay = 45 });
        await page.AddressHasAsync("q=digits%20by%20learning%20rate");
        await Expect(page.Locator("#search")).ToHaveValueAsync("digits by learning rate");
        var seen = await page.EvaluateAsync<string[]>("() => seen");
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Filters_by_text_state_and_tag_and_keeps_them_in_the_address()
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        await site.Dashboard.EndAsync(await site.Dashboard.SubmitAsync("{ name: without a tag, job: sleep, params: { seconds: 0 }, objective: value }"));
        var page = await site.PageAsync();
        await page.OpenAsync("/");
        var rows = page.Locator("tr.experiment");

        await page.Locator("#search").FillAsync("digits learning");
        await page.AddressHasAsync("/?q=digits");
        await Expect(rows).ToHaveCountAsync(1);
        await page.GetByLabel("State").SelectOptionAsync("failed");
        await Expect(page.GetByText("Nothing matches")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show all experiments" }).ClickAsync();
        await rows.Filter(new() { HasText = "digits by learning rate" }).GetByRole(AriaRole.Link, new() { Name = "lr", Exact = true }).ClickAsync();
        await page.AddressHasAsync("/?tag=lr");
        await Expect(rows).ToHaveCountAsync(1);

        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows.GetByRole(AriaRole.Link, new() { Name = "digits by learning rate" })).ToHaveAttributeAsync("href", $"/experiments/{id}");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Chosen_experiments_are_compared_and_stay_chosen_in_the_address()
    {
        var first = await Sweep.DigitsAsync(site.Dashboard);
        var second = await site.Dashboard.SubmitAsync("{ name: the other one, job: sleep, params: { seconds: 0 }, objective: value }");
        await site.Dashboard.EndAsync(second);
        var page = await site.PageAsync();
        await page.OpenAsync("/");

        await page.Locator($"tr.experiment:has(a[href='/experiments/{first}'])").GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.Locator($"tr.experiment:has(a[href='/experiments/{second}'])").GetByRole(AriaRole.Checkbox).CheckAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Compare", Exact = true }).Last).ToHaveAttributeAsync("href", $"/compare?ids={first},{second}");
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(page.GetByText("2 chosen")).ToBeVisibleAsync();
        await page.ShotAsync("experiments-chosen");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Says_what_to_do_first_and_has_pages_where_there_are_many()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var page = await site.PageAsync(url: dashboard.Url);
        await page.OpenAsync("/");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Start from a template" })).ToHaveAttributeAsync("href", "/new");
        await page.ShotAsync("experiments-empty");

        for (var i = 1; i <= 27; i++)
        {
            await dashboard.SubmitAsync($"{{ name: number {i}, job: sleep, params: {{ seconds: 0, steps: 1 }}, objective: value }}");
        }

        await Expect(page.Locator("tr.experiment")).ToHaveCountAsync(25, new() { Timeout = 20_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await page.AddressHasAsync("/?page=2");
        await Expect(page.Locator("tr.experiment")).ToHaveCountAsync(2);
        await Expect(page.GetByText("26–27 of 27")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
