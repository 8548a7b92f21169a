using System.Text.RegularExpressions;
using ActorTraining.Experiments;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>What can be done with an experiment, from its page.</summary>
public sealed class ActionTests(Site site)
{
    private const string Long = "{ name: long sleeper, job: sleep, params: { seconds: 600, steps: 6000 }, objective: value }";
    private const string Short = "{ name: short sleeper, job: sleep, params: { seconds: 0, steps: 2 }, objective: value, search: { algorithm: random, trials: 1 } }";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pause_can_be_undone_and_stop_asks_first()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var id = await dashboard.SubmitAsync(Long);
        var page = await site.PageAsync(url: dashboard.Url);
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}");

        await Button(page, "Pause").ClickAsync();
        await Expect(Status(page)).ToHaveTextAsync("Paused");
        await page.ShotAsync("action-undo");
        await Button(page, "Undo").ClickAsync();
        await Expect(Status(page)).ToHaveTextAsync("Running");

        await Button(page, "Stop").ClickAsync();
        var dialog = Dialog(page);
        await Expect(dialog).ToContainTextAsync("This cannot be undone");
        await page.ShotAsync("action-stop");
        await page.AccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(Status(page)).ToHaveTextAsync("Running");
        await Button(page, "Stop").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(Status(page)).ToHaveTextAsync("Stopped");
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Parallelism_and_priority_change_and_change_back()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var id = await dashboard.SubmitAsync(Long);
        var page = await site.PageAsync(url: dashboard.Url);
        await page.OpenAsync($"/experiments/{id}");

        await Button(page, "Parallelism and priority").ClickAsync();
        await page.GetByLabel("Trials at once").FillAsync("none");
        await Button(page, "Change").ClickAsync();
        await Expect(Dialog(page)).ToContainTextAsync("'none' is no number of trials");
        await page.GetByLabel("Trials at once").FillAsync("1");
        await page.GetByLabel("Priority", new() { Exact = true }).FillAsync("3");
        await Button(page, "Change").ClickAsync();
        await Expect(page.GetByText("At most 1 trial at once, priority 3")).ToBeVisibleAsync();
        var changed = (await dashboard.Experiments.GetAsync(id, Cancellation)).Spec.Resources;
        Assert.Equal((1, 3), (changed.Parallel, changed.Priority));

        await Button(page, "Undo").ClickAsync();
        await Expect(page.GetByText("Undone")).ToBeVisibleAsync();
        Assert.Null((await dashboard.Experiments.GetAsync(id, Cancellation)).Spec.Resources.Parallel);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_ended_experiment_is_extended_and_one_that_runs_says_why_it_cannot_be_deleted()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var id = await dashboard.SubmitAsync(Short);
        await dashboard.EndAsync(id);
        var page = await site.PageAsync(url: dashboard.Url);
        await page.OpenAsync($"/experiments/{id}");

        await Button(page, "Extend").ClickAsync();
        await page.GetByLabel("Trials in all").FillAsync("0");
        await Expect(Dialog(page)).ToContainTextAsync("0 is not at least 1");
        await page.GetByLabel("Trials in all").FillAsync("3");
        await page.ShotAsync("action-extend");
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Extend" }).ClickAsync();
        await Expect(page.GetByText("Extended: it goes on")).ToBeVisibleAsync();
        Assert.Equal(3, (await dashboard.EndAsync(id)).Counts[TrialState.Completed]);
        await Expect(page.Locator(".page-head")).ToContainTextAsync("· 3 trials", new() { Timeout = 30_000 });

        await Button(page, "Delete").ClickAsync();
        await Expect(Dialog(page)).ToContainTextAsync("Its 3 trials");
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/$"));
        await Assert.ThrowsAsync<UnknownExperimentException>(() => dashboard.Experiments.GetAsync(id, Cancellation));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_not_possible_says_why()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var id = await dashboard.SubmitAsync(Long);
        var page = await site.PageAsync(width: 390, url: dashboard.Url);
        await page.OpenAsync($"/experiments/{id}");

        await Button(page, "Delete").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Only an experiment that has come to its end can be deleted; stop it first")).ToBeVisibleAsync();
        await page.ShotAsync("action-390");
        await page.AccessibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_learning_rate_of_a_running_trial_changes_from_its_page_and_changes_back_and_the_trial_is_cancelled()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var id = await dashboard.SubmitAsync("""
            name: long training
            job: classifier
            params: { dataset: synthetic-digits, model: { layers: [{ kind: linear, units: 10 }] }, epochs: 100000, batch: 64, optimizer: { kind: sgd, lr: 0.01 } }
            objective: { metric: test.accuracy, direction: maximize }
            """);
        await dashboard.UntilAsync(id, info => info.Counts.GetValueOrDefault(TrialState.Running) == 1);
        var page = await site.PageAsync(url: dashboard.Url);
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/trials/1");

        await Button(page, "Change a parameter").ClickAsync();
        await page.GetByLabel("optimizer.lr").FillAsync("-1");
        await Expect(Dialog(page).GetByRole(AriaRole.Alert)).ToContainTextAsync("-1 is not greater than 0");
        await Expect(Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true })).ToBeDisabledAsync();
        await page.GetByLabel("optimizer.lr").FillAsync("0.05");
        await page.ShotAsync("action-adjust");
        await page.AccessibleAsync();
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        await Expect(page.GetByText("optimizer.lr is 0.05 from the next step on")).ToBeVisibleAsync();
        await dashboard.UntilTrialAsync(id, trial => trial.Adjustments is [{ Step: not null, Path: "optimizer.lr" } taken] && taken.Value.GetDouble() == 0.05);
        await Button(page, "Undo").ClickAsync();
        await dashboard.UntilTrialAsync(id, trial => trial.Adjustments is [_, { Step: not null } back] && back.Value.GetDouble() == 0.01);

        await Button(page, "Cancel trial").ClickAsync();
        await Expect(Dialog(page)).ToContainTextAsync("This cannot be undone");
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Cancel the trial" }).ClickAsync();
        await Expect(Status(page)).ToHaveTextAsync("Cancelled", new() { Timeout = 30_000 });
        Assert.Equal(TrialState.Cancelled, (await dashboard.Experiments.TrialsAsync(id, new TrialQuery(), Cancellation)).Items[0].State);
        await Button(page, "Change a parameter").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("The trial has come to its end").First).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    private static ILocator Dialog(IPage page) => page.Locator(".rz-dialog");

    private static ILocator Status(IPage page) => page.Locator(".page-head .status");

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
