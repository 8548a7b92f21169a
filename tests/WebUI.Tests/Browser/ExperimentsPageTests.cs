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
        var id = await site.Dashboard.SubmitAsync("{ name: quick look, job: sleep, params: { seconds: 0, steps: 2 }, objective: { metric: value, direction: maximize } }");
        await site.Dashboard.EndAsync(id);

        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync("/");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "quick look" }).First).ToBeVisibleAsync();
        await page.ShotAsync($"experiments-{width}-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }
}
