using ActorTraining.WebUI.Tests.Analysis;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The pictures of docs/dashboard.md: of a sweep that really runs, and of a search.</summary>
public sealed class PictureTests(Site site)
{
    private const string Sweep = """
        name: Digits, rate and width
        description: Two layers on drawn digits; the learning rate against the number of hidden units.
        tags: [digits, learning-rate]
        job: classifier
        params:
          dataset: synthetic-digits
          model:
            layers:
              - { kind: linear, units: { grid: [32, 128] } }
              - relu
              - { kind: linear, units: 10 }
          optimizer: { kind: sgd, lr: { grid: [0.003, 0.01, 0.03, 0.1] } }
          batch: 64
          epochs: 30
          seed: 1
        objective: test.accuracy
        """;

    [Fact]
    public async Task Are_taken_where_a_folder_for_them_is_named()
    {
        var folder = Environment.GetEnvironmentVariable("ACTORTRAINING_PICTURES");
        Assert.SkipWhen(folder is null, "takes the pictures of docs/dashboard.md: name their folder in ACTORTRAINING_PICTURES");
        await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Slots = 4 });
        var id = await dashboard.SubmitAsync(Sweep);
        var page = await site.PageAsync(url: dashboard.Url);
        await page.SetViewportSizeAsync(1200, 750);

        await page.OpenAsync("/cluster");
        await Expect(page.Locator("a.slot.busy").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await ShotAsync("cluster");
        await dashboard.EndAsync(id);
        await page.OpenAsync($"/new?from={id}");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "The experiment in YAML" })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("What it would do")).ToContainTextAsync("going by");
        await ShotAsync("new");
        await page.OpenAsync($"/experiments/{id}/curves");
        await DrawnAsync();
        await ShotAsync("curves");
        await page.OpenAsync($"/experiments/{id}");
        await DrawnAsync();
        await ShotAsync("overview");
        var search = await ToldRuns.ConditionalAsync(dashboard);
        await page.SetViewportSizeAsync(1200, 1330);
        await page.OpenAsync($"/experiments/{search}/analysis");
        await page.Chart("What matters", "val.accuracy predicted by").First.UntilAsync("o.series[0].data.length > 1");
        await ShotAsync("analysis");
        await page.Context.CloseAsync();

        Task DrawnAsync() => page.WaitForFunctionAsync(
            "() => { const first = document.querySelector('.chart canvas'); return first && first.getContext('2d').getImageData(first.width / 2 | 0, 0, 1, first.height).data.filter(value => value > 0).length > 60; }");

        async Task ShotAsync(string name)
        {
            // Word of what has ended would cover the page.
            await Expect(page.Locator(".rz-notification-item")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        }
    }
}
