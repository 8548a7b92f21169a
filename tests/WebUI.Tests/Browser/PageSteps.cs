using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>What tests of pages do again and again.</summary>
internal static class PageSteps
{
    private static readonly AxeRunOptions Accessibility = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    /// <summary>Goes to a page and waits until it answers: its first rendering comes without life, and would swallow clicks.</summary>
    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.ReadyAsync();
    }

    /// <summary>Waits until the page answers and its charts are drawn.</summary>
    public static async Task ReadyAsync(this IPage page)
    {
        await page.WaitForFunctionAsync("() => document.querySelector('main[data-interactive]') && [...document.querySelectorAll('.chart')].every(e => e.chart)");
        await page.EvaluateAsync("() => document.fonts.ready");
    }

    /// <summary>Waits until the address has all of these in it. It is looked at again and again: a change within a page is no navigation that could not be missed.</summary>
    public static Task AddressHasAsync(this IPage page, params string[] parts) =>
        page.WaitForFunctionAsync("parts => parts.every(part => location.href.includes(part))", parts);

    /// <summary>Keeps a picture of the page.</summary>
    public static Task ShotAsync(this IPage page, string name, bool whole = false) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Site.Screenshots, name + ".png"), FullPage = whole });

    /// <summary>Gathers what the browser complains about from now on: errors in scripts, warnings, answers that are errors.</summary>
    public static List<string> Complaints(this IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
            {
                complaints.Add($"{answer.Status} {answer.Url}");
            }
        };
        return complaints;
    }

    /// <summary>Fails where a check of accessibility has serious findings.</summary>
    public static async Task AccessibleAsync(this IPage page)
    {
        var findings = (await page.RunAxe(Accessibility)).Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes, (violation, node) => $"{violation.Id} at {node.Target}: {violation.Help}; {node.Html}");
        Assert.Empty(findings);
    }
}
