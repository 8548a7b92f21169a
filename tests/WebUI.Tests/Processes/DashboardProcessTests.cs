using System.Text.RegularExpressions;
using ActorTraining.WebUI.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Processes;

/// <summary>The dashboard as a program: how it starts, what it says when it cannot, how it ends, and what an open page does meanwhile.</summary>
public sealed class DashboardProcessTests(Site site) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-").FullName;

    private string Store => Path.Combine(_folder, "experiments.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_page_comes_back_by_itself_when_the_server_was_killed_and_its_experiment_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "kills as Linux does");
        var url = $"http://127.0.0.1:{DashboardProcess.FreePort()}";
        using var first = DashboardProcess.Start(_folder, "--store", Store, "--slots", "1", "--listen", url);
        Assert.Contains($"dashboard on {url}/ (runs the experiments of {Store})", await first.WaitForLineAsync("dashboard on"));
        var page = await site.PageAsync(url: url);
        await SubmitAsync(page, "{ name: survivor, job: sleep, params: { seconds: 30, steps: 60 }, objective: value }");
        await Expect(page).ToHaveTitleAsync("(1) survivor · ActorTraining", new() { Timeout = 30_000 });

        await first.KillHardAsync();
        await Expect(page.Locator(".reconnect-card")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.ShotAsync("reconnect");
        using var second = DashboardProcess.Start(_folder, "--store", Store, "--slots", "1", "--listen", url);
        await second.WaitForLineAsync("dashboard on");

        await Expect(page.Locator(".reconnect-card")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "survivor" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator(".page-head .status")).ToHaveTextAsync("Completed", new() { Timeout = 60_000 });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_second_dashboard_shows_and_controls_the_experiments_of_the_first()
    {
        var url = $"http://127.0.0.1:{DashboardProcess.FreePort()}";
        using var owner = DashboardProcess.Start(_folder, "--store", Store, "--slots", "1", "--listen", $"http://127.0.0.1:{DashboardProcess.FreePort()}");
        await owner.WaitForLineAsync("dashboard on");
        using var other = DashboardProcess.Start(_folder, "--store", Store, "--listen", url);
        Assert.Contains("another process runs the experiments", await other.WaitForLineAsync("dashboard on"));

        var page = await site.PageAsync(url: url);
        await SubmitAsync(page, "{ name: remote, job: sleep, params: { seconds: 300, steps: 300 }, objective: value }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.Locator(".page-head .status")).ToHaveTextAsync("Paused", new() { Timeout = 30_000 });
        await page.OpenAsync("/cluster");
        await Expect(page.GetByText("1 silo")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Asked_to_stop_it_lets_trials_leave_and_says_goodbye()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM");
        using var dashboard = DashboardProcess.Start(_folder, "--store", Store, "--slots", "1", "--listen", "http://127.0.0.1:0");
        await dashboard.WaitForLineAsync("dashboard on");

        dashboard.Terminate();
        var (code, error) = await dashboard.EndAsync();

        Assert.Equal((0, ""), (code, error));
        Assert.EndsWith("stopped\n", dashboard.Out);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_clear_error()
    {
        var url = $"http://127.0.0.1:{new Uri(site.Dashboard.Url).Port}";
        using var dashboard = DashboardProcess.Start(_folder, "--store", Store, "--slots", "0", "--listen", url);

        var (code, error) = await dashboard.EndAsync();

        Assert.Equal((2, $"error: cannot listen on {url}/: another program does, perhaps a dashboard that runs already; name another address with --listen\n"), (code, error));
    }

    [Fact]
    public async Task Faults_of_the_command_line_and_of_the_store_are_told_without_a_stack()
    {
        using var wrong = DashboardProcess.Start(_folder, "--slots", "many", "--listen", "5080");
        var (code, error) = await wrong.EndAsync();
        Assert.Equal(2, code);
        Assert.Equal(2, Regex.Count(error, "^error: ", RegexOptions.Multiline));

        await File.WriteAllTextAsync(Store, "this is no database", TestContext.Current.CancellationToken);
        using var unusable = DashboardProcess.Start(_folder, "--store", Store, "--listen", "http://127.0.0.1:0");
        (code, error) = await unusable.EndAsync();
        Assert.Equal(2, code);
        Assert.StartsWith("error: ", error);
        Assert.DoesNotContain("   at ", error);
    }

    private static async Task SubmitAsync(IPage page, string yaml)
    {
        await page.OpenAsync("/new?template=blank");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "The experiment in YAML" }).FillAsync(yaml);
        await Expect(page.GetByLabel("What it would do")).ToContainTextAsync("1 trial");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start experiment" }).ClickAsync();
        await Expect(page.Locator(".page-head .status")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }
}
