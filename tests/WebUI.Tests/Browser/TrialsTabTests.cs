using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The table of an experiment's trials.</summary>
public sealed class TrialsTabTests(Site site)
{
    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task Shows_the_trials_of_a_real_sweep(bool dark, int width)
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/trials");

        await Expect(Rows(page)).ToHaveCountAsync(6);
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "lr" })).ToBeAttachedAsync();
        await page.ShotAsync($"trials-{width}-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Sorts_and_filters_in_the_store_and_keeps_both_in_the_address()
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/trials");
        await Expect(Numbers(page)).ToHaveTextAsync(["1", "2", "3", "4", "5", "6"]);

        await page.GetByRole(AriaRole.Button, new() { Name = "test.accuracy", Exact = true }).ClickAsync();
        await Expect(Numbers(page).First).ToHaveTextAsync("6");
        await page.GetByLabel("Value", new() { Exact = true }).SelectOptionAsync("param:optimizer.lr");
        await page.GetByLabel("Compared with").FillAsync("0.03");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        await Expect(Numbers(page)).ToHaveTextAsync(["6", "5", "4"]);
        await page.AddressHasAsync("sort=objective", "filter=param");

        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(Numbers(page)).ToHaveTextAsync(["6", "5", "4"]);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "CSV" })).ToHaveAttributeAsync("href", $"/api/v1/experiments/{id}/trials?format=csv&filter=param%3Aoptimizer.lr%3E%3D0.03&sort=objective");
        await page.GetByTitle("Remove this condition").ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(6);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Says_what_is_wrong_with_a_condition()
    {
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{await Sweep.DigitsAsync(site.Dashboard)}/trials");

        await page.GetByLabel("Compared with").FillAsync("high");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "objective: 'high' is not a number" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Shows_the_columns_that_were_chosen()
    {
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{await Sweep.DigitsAsync(site.Dashboard)}/trials");
        await Expect(Rows(page)).ToHaveCountAsync(6);

        await page.Locator("summary").ClickAsync();
        await page.GetByLabel("Ran on").CheckAsync();
        await page.GetByLabel("train.loss").UncheckAsync();

        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Ran on" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "train.loss" })).ToHaveCountAsync(0);
        await page.ShotAsync("trials-columns");
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Ran on" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Chosen_trials_are_compared_by_their_curves()
    {
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{await Sweep.DigitsAsync(site.Dashboard)}/trials");

        await page.GetByLabel("Choose trial 2").CheckAsync();
        await page.GetByLabel("Choose trial 5").CheckAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare curves" }).ClickAsync();

        await page.AddressHasAsync("/curves?trials=2,5");
        await Expect(page.Locator(".legend li")).ToHaveCountAsync(2);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Rows_follow_running_trials()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: rows, job: sleep, params: { seconds: { grid: [2, 2.5] }, steps: 20 }, objective: value }");
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/trials");

        await Expect(Rows(page)).ToHaveCountAsync(2, new() { Timeout = 15_000 });
        await Expect(page.Locator(".grid .status.completed")).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await Expect(Rows(page).First).ToContainTextAsync("20 of 20");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_hundred_thousand_trials_can_be_opened_scrolled_and_sorted()
    {
        var folder = Directory.CreateTempSubdirectory("large-store-");
        try
        {
            var store = Path.Combine(folder.FullName, "experiments.db");
            var id = await LargeStore.FillAsync(store, 100_000);
            await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Store = store, Slots = 0 });
            var page = await site.PageAsync(url: dashboard.Url);
            var complaints = page.Complaints();
            await page.OpenAsync("/");

            // The list of this one experiment, to compare with: what opening any page takes here.
            var clock = Stopwatch.StartNew();
            await page.OpenAsync("/");
            await Expect(page.Locator("tr.experiment")).ToHaveCountAsync(1);
            var list = clock.Elapsed;

            clock.Restart();
            await page.OpenAsync($"/experiments/{id}/trials");
            await Expect(Numbers(page).First).ToHaveTextAsync("1");
            var opened = clock.Elapsed;
            await Expect(page.Locator(".table footer")).ToHaveTextAsync("100,000 trials");

            await page.Locator(".scroll").EvaluateAsync("e => e.scrollTop = e.scrollHeight");
            await Expect(Numbers(page).Last).ToHaveTextAsync("100000");
            Assert.InRange(await Rows(page).CountAsync(), 10, 100);

            clock.Restart();
            await page.GetByRole(AriaRole.Button, new() { Name = "test.accuracy", Exact = true }).ClickAsync();
            await page.Locator(".scroll").EvaluateAsync("e => e.scrollTop = 0");
            var best = Enumerable.Range(1, 100_000).MaxBy(LargeStore.Accuracy);
            await Expect(Numbers(page).First).ToHaveTextAsync($"{best}");
            var sorted = clock.Elapsed;
            await page.ShotAsync("trials-large");

            clock.Restart();
            await page.OpenAsync($"/experiments/{id}");
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Best trials" })).ToBeVisibleAsync();
            TestContext.Current.TestOutputHelper!.WriteLine($"the list in {list.TotalSeconds:0.00} s, the trials opened in {opened.TotalSeconds:0.00} s, sorted in {sorted.TotalSeconds:0.00} s, overview in {clock.Elapsed.TotalSeconds:0.00} s");
            await page.ShotAsync("overview-large", whole: true);
            Assert.Empty(complaints);
            await page.Context.CloseAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ILocator Rows(IPage page) => page.Locator(".grid tbody tr.row:has(a)");

    private static ILocator Numbers(IPage page) => page.Locator(".grid tbody tr.row .trial a");
}
