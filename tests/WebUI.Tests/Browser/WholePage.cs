using Microsoft.Playwright;

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>Pictures of pages that are longer than a window.</summary>
internal static class WholePage
{
    /// <summary>Keeps a picture of all that a page shows. Its frame scrolls within the window, so the window is made as high as its contents.</summary>
    public static async Task WholeShotAsync(this IPage page, string name)
    {
        var before = page.ViewportSize!;
        var height = await page.EvaluateAsync<int>("() => 60 + document.getElementById('main').scrollHeight");
        await page.SetViewportSizeAsync(before.Width, Math.Clamp(height, before.Height, 6000));
        await page.ReadyAsync();
        await page.ShotAsync(name);
        await page.SetViewportSizeAsync(before.Width, before.Height);
    }

    /// <summary>How many pixels the page is wider than its window; 0 on one that fits.</summary>
    public static Task<int> OverflowAsync(this IPage page) => page.EvaluateAsync<int>("() => { const b = document.querySelector('.shell-body'); return Math.max(0, b.scrollWidth - b.clientWidth); }");
}
