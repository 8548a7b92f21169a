using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>The tab with learning curves.</summary>
public sealed class CurvesTabTests(Site site)
{
    private const string Points = "metric => { const e = document.querySelector(`section[aria-label='${metric}'] .chart`); return e?.curves ? [...e.curves.curves].map(([trial, c]) => [trial, c.count, c.values[c.count - 1]]) : []; }";

    private static readonly string[] Chosen = ["log=1", "best=1", "trials=best", "x=progress", "smooth=0.6", "metrics=", "hide="];

    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(false, 390)]
    [InlineData(true, 390)]
    public async Task Shows_the_curves_of_a_real_sweep(bool dark, int width)
    {
        var id = await SweepAsync();
        var page = await site.PageAsync(dark, width);
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/curves");

        await WaitForPointsAsync(page, "test.accuracy", curves: 6, points: 8);
        await WaitForPointsAsync(page, "train.loss", curves: 6, points: 8);
        await page.ShotAsync($"curves-{width}-{(dark ? "dark" : "light")}", whole: true);
        await page.AccessibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Points_of_running_trials_appear_as_they_come_and_are_those_that_are_stored()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: live curves, job: sleep, params: { seconds: { grid: [3, 3.5] }, steps: 30 }, objective: value }");
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/curves");

        await WaitForPointsAsync(page, "value", curves: 1, points: 3);
        Assert.Null((await site.Dashboard.Experiments.GetAsync(id, TestContext.Current.CancellationToken)).Ended);
        await WaitForPointsAsync(page, "value", curves: 2, points: 30);
        var series = await site.Dashboard.Experiments.MetricsAsync((await site.Dashboard.EndAsync(id)).Id, new(), TestContext.Current.CancellationToken);

        var drawn = await DrawnAsync(page, "value");
        Assert.Equal(series.Select(s => (s.Trial, s.Steps.Count, (float)s.Values[^1])), drawn.OrderBy(curve => curve.Trial));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_chosen_is_in_the_address_and_comes_back_with_it()
    {
        var id = await SweepAsync();
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/curves");
        await WaitForPointsAsync(page, "test.accuracy", curves: 6, points: 8);

        await page.GetByLabel("Log scale").CheckAsync();
        await page.GetByLabel("Best so far").CheckAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Trials" }).SelectOptionAsync("best:5");
        await page.GetByLabel("Horizontal").SelectOptionAsync("Progress");
        await page.GetByLabel("Smoothing", new() { Exact = true }).FillAsync("0.6");
        await page.GetByRole(AriaRole.Group, new() { Name = "Metrics" }).GetByRole(AriaRole.Button, new() { Name = "train.loss" }).ClickAsync();
        await Expect(page.Locator(".panel")).ToHaveCountAsync(3);
        await page.Locator(".legend li").First.GetByRole(AriaRole.Checkbox).UncheckAsync();
        await page.AddressHasAsync(Chosen);

        await page.ReloadAsync();
        await page.ReadyAsync();

        await Expect(page.GetByLabel("Log scale")).ToBeCheckedAsync();
        await Expect(page.Locator(".panel")).ToHaveCountAsync(3);
        await Expect(page.Locator(".legend li")).ToHaveCountAsync(5);
        await Expect(page.Locator(".legend li.off")).ToHaveCountAsync(1);
        await page.WaitForFunctionAsync("() => { const o = document.querySelector('.chart').chart.getOption(); return o.yAxis[0].type === 'log' && o.xAxis[0].name === '% of the trial' && o.series.filter(s => s.id.startsWith('trial-')).length === 4 && o.series.some(s => s.id === 'best'); }");
        await page.ShotAsync("curves-chosen");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_drag_zooms_and_a_button_shows_the_whole_again()
    {
        var id = await SweepAsync();
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/curves?metrics=test.accuracy");
        await WaitForPointsAsync(page, "test.accuracy", curves: 6, points: 8);
        var box = (await page.Locator(".panel .chart").BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(box.X + (box.Width * 0.3f), box.Y + (box.Height * 0.3f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + (box.Height * 0.7f), new() { Steps = 5 });
        await page.ShotAsync("curves-zooming");
        await page.Mouse.UpAsync();

        var reset = page.GetByRole(AriaRole.Button, new() { Name = "Reset zoom" });
        await Expect(reset).ToBeVisibleAsync();
        var zoomed = await page.EvaluateAsync<double[]>("() => document.querySelector('.chart').curves.zoom().x");
        Assert.InRange(zoomed[0], 1.5, 4);
        Assert.InRange(zoomed[1], 4, 6.5);
        await reset.ClickAsync();
        await Expect(reset).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Two_fingers_zoom_what_lies_under_them_and_show_the_whole_again()
    {
        var id = await SweepAsync();
        var page = await site.PageAsync(width: 390);
        await page.OpenAsync($"/experiments/{id}/curves?metrics=test.accuracy");
        await WaitForPointsAsync(page, "test.accuracy", curves: 6, points: 8);
        await page.WaitForFunctionAsync("() => document.querySelector('.chart').chart.getOption().series.length === 6");
        await page.Locator(".panel .chart").ScrollIntoViewIfNeededAsync();
        var at = await page.EvaluateAsync<double[]>("() => { const e = document.querySelector('.chart'); const b = e.getBoundingClientRect(); const p = x => e.chart.convertToPixel({ gridIndex: 0 }, [x, 0.5])[0]; return [b.left + p(3), b.left + p(5), b.top + b.height / 2, p(8) - p(1)]; }");
        var session = await page.Context.NewCDPSessionAsync(page);
        var (left, right, y, width) = (at[0], at[1], at[2], at[3]);

        await TouchAsync("touchStart", left, right);
        await TouchAsync("touchMove", left - (0.1 * width), right + (0.1 * width));
        await TouchAsync("touchEnd");
        var zoomed = await page.EvaluateAsync<double[]>("() => document.querySelector('.chart').curves.zoom().x");

        // The fingers had 2 of 7 steps between them, and have them on 2/7 + 0.2 of the width now.
        Assert.Equal(2 / ((2 / 7.0) + 0.2), zoomed[1] - zoomed[0], 0.2);
        Assert.InRange((zoomed[0] + zoomed[1]) / 2, 3.5, 5);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reset zoom" })).ToBeVisibleAsync();

        await TouchAsync("touchStart", left - (0.1 * width), right + (0.1 * width));
        await TouchAsync("touchMove", left + (0.1 * width), right - (0.1 * width));
        await TouchAsync("touchEnd");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reset zoom" })).ToBeHiddenAsync();
        await page.Context.CloseAsync();

        Task TouchAsync(string type, params double[] xs) => session.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = xs.Select((x, i) => new { x, y, id = i }).ToArray(),
        });
    }

    [Fact]
    public async Task The_curve_under_the_pointer_is_brought_out_with_its_value()
    {
        var id = await SweepAsync();
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/curves?metrics=test.accuracy");
        await WaitForPointsAsync(page, "test.accuracy", curves: 6, points: 8);
        await page.WaitForFunctionAsync("() => document.querySelector('.chart').chart.getOption().series.length === 6");
        var at = await page.EvaluateAsync<float[]>("() => { const e = document.querySelector('.chart'); const c = e.curves.curves.get(3); const p = e.chart.convertToPixel({ gridIndex: 0 }, [c.steps[4], c.values[4]]); const b = e.getBoundingClientRect(); return [b.left + p[0], b.top + p[1]]; }");

        await page.Mouse.MoveAsync(at[0], at[1]);

        var tip = page.Locator(".chart-tip");
        await Expect(tip).ToContainTextAsync("trial");
        await Expect(tip).ToContainTextAsync("epoch 5");
        await page.ShotAsync("curves-tip");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_long_curve_says_that_it_is_thinned_and_every_point_can_be_asked_for()
    {
        var id = await site.Dashboard.SubmitAsync("{ name: a long curve, job: sleep, params: { seconds: 0, steps: 3000 }, objective: value, checkpoints: { every: 1h } }");
        await site.Dashboard.EndAsync(id);
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/curves");

        await Expect(page.Locator(".panel header")).ToContainTextAsync("2,000 of 3,000 points, peaks kept");
        await page.ShotAsync("curves-thinned");
        await page.GetByRole(AriaRole.Link, new() { Name = "every point" }).ClickAsync();

        await WaitForPointsAsync(page, "value", curves: 1, points: 3000);
        await Expect(page.Locator(".panel header")).Not.ToContainTextAsync("peaks kept");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_picture_can_be_downloaded()
    {
        var id = await SweepAsync();
        var page = await site.PageAsync();
        await page.OpenAsync($"/experiments/{id}/curves?metrics=test.accuracy");
        await WaitForPointsAsync(page, "test.accuracy", curves: 6, points: 8);

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download test.accuracy as PNG" }).ClickAsync());

        Assert.Equal($"{id}-test.accuracy.png", download.SuggestedFilename);
        Assert.True(new FileInfo(await download.PathAsync()).Length > 10_000);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Smoothing_is_an_average_corrected_for_its_start_and_thinning_keeps_peaks()
    {
        var page = await site.PageAsync();
        await page.OpenAsync("/");

        var smoothed = await page.EvaluateAsync<double[]>("async () => { const { Curve } = await import('/js/curves/curve.js'); const c = new Curve(); [3, NaN, 1, 2].forEach((v, i) => c.add(i + 1, v)); return [...c.smoothed(0.5)].map(v => Number.isNaN(v) ? -1 : v); }");
        var thinned = await page.EvaluateAsync<double[]>("async () => { const { Curve } = await import('/js/curves/curve.js'); const c = new Curve(100); for (let i = 1; i <= 101; i++) c.add(i, i === 50 ? 9 : i === 49 ? NaN : 0); return [c.count, Math.max(...c.values.subarray(0, c.count)), c.thinned ? 1 : 0]; }");
        var replaced = await page.EvaluateAsync<double[]>("async () => { const { Curve } = await import('/js/curves/curve.js'); const c = new Curve(); for (const [s, v] of [[1, 1], [3, 3], [2, 2], [3, 4]]) c.add(s, v); return [c.count, ...c.steps.subarray(0, 3), ...c.values.subarray(0, 3)]; }");

        // By hand: m = 1.5/0.5; then (0.75+0.5)/0.75; then (0.625+1)/0.875.
        Assert.Equal([3, -1, 5 / 3.0, 13 / 7.0], smoothed.Select(v => Math.Round(v, 5)), new Rounded());
        Assert.True(thinned[0] < 60);
        Assert.Equal([9.0, 1], thinned[1..]);
        Assert.Equal([3, 1, 2, 3, 1, 2, 4], replaced);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("Time", "time of training", 1)]
    [InlineData("Clock", "time of day (UTC)", 1000)]
    public async Task Curves_can_be_seen_over_time_and_new_points_take_their_place_there(string axis, string name, double tolerance)
    {
        var id = await site.Dashboard.SubmitAsync("{ name: over time, job: sleep, params: { seconds: { grid: [2, 2.5] }, steps: 20 }, objective: value }");
        var page = await site.PageAsync();
        var complaints = page.Complaints();
        await page.OpenAsync($"/experiments/{id}/curves");
        await page.GetByLabel("Horizontal").SelectOptionAsync(axis);
        await page.AddressHasAsync($"x={axis.ToLowerInvariant()}");
        await WaitForPointsAsync(page, "value", curves: 1, points: 2);
        Assert.Null((await site.Dashboard.Experiments.GetAsync(id, TestContext.Current.CancellationToken)).Ended);
        await site.Dashboard.EndAsync(id);
        await WaitForPointsAsync(page, "value", curves: 2, points: 20);

        var series = await site.Dashboard.Experiments.MetricsAsync(id, new() { Times = true }, TestContext.Current.CancellationToken);
        var begin = (await site.Dashboard.Experiments.GetAsync(id, TestContext.Current.CancellationToken)).Created;
        var expected = series.SelectMany(one => axis == "Time" ? one.Seconds!.Select(s => 1000 * s) : one.Times!.Select(t => (t!.Value - begin).TotalMilliseconds)).Order().ToList();
        await page.WaitForFunctionAsync("count => [...document.querySelector('.chart').curves.curves.values()].reduce((sum, c) => sum + c.count, 0) === count", expected.Count);
        var drawn = (await page.EvaluateAsync<double[]>("() => [...document.querySelector('.chart').curves.curves.values()].flatMap(c => [...c.times.subarray(0, c.count)])")).Order().ToList();

        // The time of day of a point that has just come is that of its event, which comes a moment later.
        Assert.All(expected.Zip(drawn), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        Assert.Equal(name, await page.EvaluateAsync<string>("() => document.querySelector('.chart').chart.getOption().xAxis[0].name"));
        await page.ShotAsync($"curves-over-{axis.ToLowerInvariant()}");
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    private Task<string> SweepAsync() => Sweep.DigitsAsync(site.Dashboard);

    private static async Task<List<(int Trial, int Count, float Last)>> DrawnAsync(IPage page, string metric) =>
        [.. (await page.EvaluateAsync<float[][]>(Points, metric)).Select(curve => ((int)curve[0], (int)curve[1], curve[2]))];

    private static Task<IJSHandle> WaitForPointsAsync(IPage page, string metric, int curves, int points) => page.WaitForFunctionAsync(
        string.Create(CultureInfo.InvariantCulture, $"metric => {{ const drawn = ({Points})(metric); return drawn.length >= {curves} && drawn.every(c => c[1] >= {points}); }}"), metric, new() { Timeout = 60_000 });

    private sealed class Rounded : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-4;

        public int GetHashCode(double value) => 0;
    }
}
