using System.Text.Json;
using Microsoft.Playwright;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>What tests of the analysis ask its page.</summary>
internal static class AnalysisPage
{
    /// <summary>A part of the page by its name.</summary>
    public static ILocator Part(this IPage page, string name) => page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    /// <summary>The chart of a part, or the one whose name begins so.</summary>
    public static ILocator Chart(this IPage page, string part, string label = "") => page.Part(part).Locator(label.Length == 0 ? ".chart" : $".chart[aria-label^=\"{label}\"]");

    /// <summary>Something of what a chart shows: a script that has its option as <c>o</c>.</summary>
    public static Task<JsonElement> OptionAsync(this ILocator chart, string script) => chart.EvaluateAsync<JsonElement>($"e => {{ const o = e.chart.getOption(); return {script}; }}");

    /// <summary>Waits until what a chart shows is so; the script has its option as <c>o</c>.</summary>
    public static async Task UntilAsync(this ILocator chart, string script)
    {
        await Assertions.Expect(chart).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var page = chart.Page;
        var element = await chart.ElementHandleAsync();
        await page.WaitForFunctionAsync($"e => {{ if (!e.chart) return false; const o = e.chart.getOption(); return !!o && ({script}); }}", element, new() { Timeout = 60_000 });
    }

    /// <summary>Points at a value of a chart's first series, and gives what its tooltip says.</summary>
    public static async Task<string> TooltipAsync(this ILocator chart, int index)
    {
        await chart.ScrollIntoViewIfNeededAsync();
        var at = await chart.EvaluateAsync<float[]>("(e, i) => { const p = e.chart.convertToPixel({ seriesIndex: 0 }, e.chart.getOption().series[0].data[i].value); const b = e.getBoundingClientRect(); return [b.left + p[0], b.top + p[1]]; }", index);
        await chart.Page.Mouse.MoveAsync(at[0] - 3, at[1] - 3);
        await chart.Page.Mouse.MoveAsync(at[0], at[1], new() { Steps = 4 });
        var tip = chart.Locator("div").Filter(new() { HasText = " " }).Last;
        await Assertions.Expect(tip).ToBeVisibleAsync();
        return await tip.InnerTextAsync();
    }
}
