using ActorTraining.Experiments.Specs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The tab with the spec of an experiment.</summary>
public sealed class SpecTabTests(Site site)
{
    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 390)]
    public async Task Shows_what_was_submitted_and_how_to_run_it_again(bool dark, int width)
    {
        var id = await Sweep.DigitsAsync(site.Dashboard);
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/spec");

        await Expect(page.GetByLabel("YAML")).ToContainTextAsync("job: classifier");
        await Expect(page.GetByText($"actortrain clone {id}")).ToBeVisibleAsync();
        await page.WholeShotAsync($"spec-{width}-{(dark ? "dark" : "light")}");
        Assert.Equal(0, await page.OverflowAsync());
        await page.AccessibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Contains("job: classifier", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Text_of_a_spec_is_never_markup()
    {
        var id = await site.Dashboard.SubmitAsync("""{ name: hostile, description: "<img src=x onerror=alert(1)>", job: sleep, params: { seconds: 0.1, steps: 1 }, objective: value }""");
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/spec");

        await Expect(page.GetByLabel("YAML")).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Expect(page.Locator("pre img")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_copy_is_held_against_its_parent()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: the parent, job: sleep, params: { seconds: 0.1, steps: 2 }, objective: value }");
        var copy = await site.Dashboard.Experiments.CloneAsync(id, [SpecOverride.Parse("params.steps=3")], TestContext.Current.CancellationToken);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{copy}/spec");

        await page.GetByRole(AriaRole.Button, new() { Name = "Against parent" }).ClickAsync();
        await page.AddressHasAsync("diff=1");
        await Expect(page.Locator(".line.removed")).ToContainTextAsync("2");
        await Expect(page.Locator(".line.added")).ToContainTextAsync("3");
        await page.ShotAsync("spec-diff");
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(page.Locator(".line.added")).ToHaveCountAsync(1);
        await page.Context.CloseAsync();
    }
}
