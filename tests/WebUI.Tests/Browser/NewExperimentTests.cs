using System.Text.RegularExpressions;
using ActorTraining.Experiments;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The page of a new experiment: templates, form and text.</summary>
public sealed class NewExperimentTests(Site site)
{
    private const string Sleeping = "{ name: slept, job: sleep, params: { seconds: 0, steps: 2 }, objective: { metric: value, direction: maximize } }";

    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task The_gallery_has_a_card_for_every_example(bool dark, int width)
    {
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync("/new");

        await Expect(page.Locator("a.template[href='/new?template=mnist-learning-rates']")).ToContainTextAsync("MNIST learning rates");
        await Expect(page.Locator("a.template[href='/new?template=grocery-cnn']")).ToContainTextAsync("needs GroceryStoreDataset/dataset");
        Assert.True(await page.Locator("a.template").CountAsync() >= 15);
        await page.ShotAsync($"new-gallery-{width}-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a template" }).FillAsync("fashion");
        await Expect(page.Locator("a.template[href='/new?template=mnist-learning-rates']")).ToHaveCountAsync(0);
        await Expect(page.Locator("a.template[href='/new?template=fashion-mnist']")).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task Form_and_text_stand_side_by_side(bool dark, int width)
    {
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync("/new?template=mnist-learning-rates");

        await Expect(Text(page)).ToHaveValueAsync(new Regex("job: classifier"));
        await Expect(page.GetByLabel("What it would do")).ToContainTextAsync("3 trials");
        await page.ShotAsync($"new-form-{width}-{(dark ? "dark" : "light")}");
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_change_in_the_form_changes_its_place_in_the_text_and_keeps_the_comments()
    {
        var page = await site.PageAsync();
        await page.OpenAsync("/new?template=mnist-learning-rates");
        var before = await Text(page).InputValueAsync();

        await EnterAsync(page, "batch", "64");
        await Expect(Text(page)).ToHaveValueAsync(before.Replace("batch: 32", "batch: 64"));
        await page.Locator("[data-path='spec.params.optimizer.lr'] select.mode").SelectOptionAsync("loguniform");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Faults" })).ToContainTextAsync("search: { algorithm: random, trials: 20 }");
        await Expect(Text(page)).ToHaveValueAsync(new Regex(@"lr: \{ loguniform: \[0.001, 0.1\] \}"));
        await page.ShotAsync("new-faults");
        Assert.StartsWith(before[..before.IndexOf("name:", StringComparison.Ordinal)], await Text(page).InputValueAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_change_in_the_text_changes_the_form_and_a_fault_is_told_with_its_line()
    {
        var page = await site.PageAsync();
        await page.OpenAsync("/new?template=blank");

        await Text(page).FillAsync("name: typed\njob: sleep\nparams: { seconds: 3, steps: -1 }\nobjective: value\n");
        await Expect(page.Locator("[data-path='spec.params.seconds'] input")).ToHaveValueAsync("3");
        await Expect(page.Locator("[data-path='spec.params.steps']")).ToContainTextAsync("-1 is not at least 1");
        var faults = page.GetByRole(AriaRole.Region, new() { Name = "Faults" });
        await Expect(faults).ToContainTextAsync("line 3");
        await Expect(page.Locator(".pce-line.fault")).ToHaveTextAsync(new Regex("steps: -1"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start experiment" })).ToBeDisabledAsync();

        await faults.GetByRole(AriaRole.Button).ClickAsync();
        // The server is asked first.
        await page.WaitForFunctionAsync("area => area.value.slice(0, area.selectionStart).split('\\n').length === 3", await Text(page).ElementHandleAsync());

        await Text(page).FillAsync("name: [typed\n");
        await Expect(page.GetByText("The text cannot be read at present")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_typed_survives_a_reload_and_starts_an_experiment()
    {
        var page = await site.PageAsync();
        await page.OpenAsync("/new?template=blank");
        await Text(page).FillAsync("name: begun in the browser\njob: sleep\nparams: { seconds: { grid: [0, 0.1] }, steps: 2 }\nobjective: value\n");
        await Expect(page.GetByLabel("What it would do")).ToContainTextAsync("2 trials");

        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(page.GetByText("Your changes from before are back.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("What it would do")).ToContainTextAsync("2 trials");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start experiment" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "begun in the browser" })).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/experiments/begun-in-the-browser-"));
        var id = new Uri(page.Url).Segments[^1];
        Assert.Equal(2, (await site.Dashboard.EndAsync(id)).Counts[TrialState.Completed]);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_changed_copy_remembers_where_it_comes_from_and_the_time_goes_by_the_original()
    {
        var original = await site.Dashboard.SubmitAsync(Sleeping.Replace("seconds: 0", "seconds: 0.5"));
        await site.Dashboard.EndAsync(original);
        var page = await site.PageAsync();
        await page.OpenAsync($"/new?from={original}");

        await Expect(page.GetByLabel("What it would do")).ToContainTextAsync("a trial, 1 at once, going by");
        await EnterAsync(page, "steps", "3");
        await Expect(Text(page)).ToHaveValueAsync(new Regex("steps: 3"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Start experiment" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/experiments/slept-"));
        var copy = await site.Dashboard.Experiments.GetAsync(new Uri(page.Url).Segments[^1], TestContext.Current.CancellationToken);
        Assert.Equal(original, copy.Parent);
        Assert.Equal(3, copy.Spec.Parameters.GetProperty("steps").GetInt32());
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/new?template=none-such")]
    [InlineData("/new?from=none-such")]
    public async Task Says_where_there_is_nothing_to_start_from(string path)
    {
        var page = await site.PageAsync();
        await page.OpenAsync(path);

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "All templates" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    private static ILocator Text(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "The experiment in YAML" });

    private static async Task EnterAsync(IPage page, string parameter, string value)
    {
        var input = page.Locator($"[data-path='spec.params.{parameter}'] input").First;
        await input.FillAsync(value);
        await input.PressAsync("Tab");
    }
}
