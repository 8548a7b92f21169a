using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The first tab of an experiment.</summary>
public sealed class OverviewTabTests(Site site)
{
    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task Tells_the_best_trial_of_a_real_sweep_and_how_it_came_about(bool dark, int width)
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var info = await site.Dashboard.Experiments.GetAsync(id, TestContext.Current.CancellationToken);
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}");

        await Expect(page.Locator(".kpi").First).ToContainTextAsync($"{info.BestValue:0.0000}");
        await Expect(page.Locator(".kpi").First.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", $"/experiments/{id}/trials/{info.BestTrial}");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Best trials" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(7);
        await page.WaitForFunctionAsync("() => { const [live, best] = [...document.querySelectorAll('.chart')]; return live?.curves?.curves.size === 6 && best?.chart?.getOption().series?.[0].data.length === 6; }");
        await page.ShotAsync($"overview-{width}-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Follows_running_trials_and_estimates_what_is_left()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: on the way, job: sleep, params: { seconds: { grid: [2, 2, 2.5, 3] }, steps: 20 }, objective: value }");
        var page = await site.PageAsync();
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}");

        var running = page.GetByRole(AriaRole.Region, new() { Name = "Running trials" });
        await Expect(running.Locator(".run").First).ToContainTextAsync("of 20", new() { Timeout = 20_000 });
        await Expect(page.Locator(".kpi").Last).ToContainTextAsync("left", new() { Timeout = 20_000 });
        await page.ShotAsync("overview-running", whole: true);
        await page.AccessibleAsync();
        await Expect(page.Locator(".page-head .status")).ToHaveTextAsync("Completed", new() { Timeout = 30_000 });
        await Expect(running).ToBeHiddenAsync();
        await Expect(page.Locator(".kpi").Nth(1).Locator("b")).ToHaveTextAsync("4");
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Says_why_trials_failed()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: broken, job: sleep, params: { seconds: 0, steps: 3, fail_at: { grid: [2, 3] } }, objective: value }");
        await site.Dashboard.EndAsync(id);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}");

        var failures = page.GetByRole(AriaRole.Region, new() { Name = "Failures" });
        await Expect(failures).ToContainTextAsync("2 trials have failed");
        await Expect(failures).ToContainTextAsync("as fail_at asked");
        await failures.GetByRole(AriaRole.Link, new() { Name = "Show" }).ClickAsync();
        await page.AddressHasAsync("/trials?state=failed");
        await Expect(page.Locator(".grid tbody tr.row .trial a")).ToHaveTextAsync(["1", "2"]);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_best_so_far_is_found_from_the_best_trial_backwards()
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var trials = (await site.Dashboard.Experiments.TrialsAsync(id, new(), TestContext.Current.CancellationToken)).Items;
        var expected = new List<(int, double)>();
        foreach (var trial in trials.Where(trial => expected.Count == 0 || trial.Objective > expected[^1].Item2))
        {
            expected.Add((trial.Number, trial.Objective!.Value));
        }

        Assert.Equal(expected, await Components.Experiments.Overview.BestSoFar.ReadAsync(site.Dashboard.Experiments, id, TestContext.Current.CancellationToken));
    }
}
