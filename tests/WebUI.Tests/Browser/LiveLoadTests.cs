using Microsoft.Playwright;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>A chart of fifty running trials: what travels for it, and what it costs the browser.</summary>
/// <remarks>It tells how fast it was and asserts nothing about that: the machine may be busy with other things. What was received can be asserted.</remarks>
public sealed class LiveLoadTests(Site site)
{
    private const int Trials = 50;
    private const int PointsEach = 1400;
    private const int PointsAtFirst = 1000;
    private const int PerSecond = 40;
    private const int Watched = 8;

    [Fact]
    public async Task Fifty_running_trials_come_as_new_points_only_five_times_a_second()
    {
        await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Slots = Trials });
        var id = await dashboard.SubmitAsync($"{{ name: fifty live trials, job: sleep, params: {{ seconds: {{ grid: [{string.Join(',', Enumerable.Repeat(PointsEach / PerSecond, Trials))}] }}, steps: {PointsEach} }}, objective: value, checkpoints: {{ every: 1h }} }}");
        var page = await site.PageAsync(url: dashboard.Url);
        await page.OpenAsync($"/experiments/{id}/curves?trials=best:50");
        await page.WaitForFunctionAsync($"() => {{ const curves = document.querySelector('.chart')?.curves?.curves; return curves?.size === {Trials} && [...curves.values()].every(curve => curve.count >= {PointsAtFirst}); }}", null, new() { Timeout = 180_000 });
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");

        var before = await StatsAsync(page, session);
        var frames = await page.EvaluateAsync<double[]>("async seconds => { const gaps = []; let last = performance.now(); const until = last + 1000 * seconds; while (last < until) { const now = await new Promise(requestAnimationFrame); gaps.push(now - last); last = now; } gaps.sort((a, b) => a - b); return [gaps.length / seconds, gaps[Math.floor(gaps.length * 0.95)], gaps.at(-1)]; }", Watched);
        var after = await StatsAsync(page, session);
        await page.ShotAsync("curves-fifty-live");

        var (seconds, pushes, bytes, points, draws) = (after.At - before.At, after.Pushes - before.Pushes, after.Bytes - before.Bytes, after.Points - before.Points, after.Draws - before.Draws);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{seconds:0.0} s: {pushes / seconds:0.0} updates/s, {points / seconds:0} points/s, {bytes / seconds / 1024:0.0} KiB/s, {draws / seconds:0.0} draws/s of {(after.DrawMs - before.DrawMs) / draws:0.0} ms; " +
            $"main thread busy {(after.Busy - before.Busy) / seconds:0%}, of it scripts {(after.Script - before.Script) / seconds:0%}; {frames[0]:0} frames/s, 95 % within {frames[1]:0} ms, the longest {frames[2]:0} ms; {after.Held / Trials} points held of each");

        // Points and nothing else, 12 bytes each, and no more messages than the five a second that are gathered.
        Assert.Equal(12, bytes / points);
        Assert.InRange(pushes / seconds, 0.2, 5.5);
        Assert.True(draws > 0 && draws <= pushes + Trials, $"{draws} draws for {pushes} updates");

        await dashboard.EndAsync(id);
        await page.WaitForFunctionAsync($"() => [...document.querySelector('.chart').curves.curves.values()].every(curve => curve.count === {PointsEach})", null, new() { Timeout = 120_000 });
        await page.Context.CloseAsync();
    }

    private static async Task<Stats> StatsAsync(IPage page, ICDPSession session)
    {
        var chart = await page.EvaluateAsync<double[]>("() => { const c = document.querySelector('.chart').curves; return [c.stats.pushes, c.stats.bytes, c.stats.points, c.stats.draws, c.stats.drawMs, [...c.curves.values()].reduce((sum, curve) => sum + curve.count, 0)]; }");
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        return new(metrics["Timestamp"], chart[0], chart[1], chart[2], chart[3], chart[4], chart[5], metrics["TaskDuration"], metrics["ScriptDuration"]);
    }

    private sealed record Stats(double At, double Pushes, double Bytes, double Points, double Draws, double DrawMs, double Held, double Busy, double Script);
}
