using ActorTraining.WebUI.Tests.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Site))]

namespace ActorTraining.WebUI.Tests.Browser;

/// <summary>A dashboard and one Chromium, shared by the tests of pages. A test makes the experiments that it looks at itself.</summary>
public sealed class Site : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // A page of its own must not look anything up in the world.
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private TestDashboard? _dashboard;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where pictures of pages are kept: <c>ACTORTRAINING_SCREENSHOTS</c>, otherwise a folder beside the tests.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Environment.GetEnvironmentVariable("ACTORTRAINING_SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    /// <summary>The dashboard.</summary>
    public TestDashboard Dashboard => _dashboard!;

    public async ValueTask InitializeAsync()
    {
        _dashboard = await TestDashboard.StartAsync();
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? Programs.FirstOrDefault(File.Exists);
        if (chromium is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Headless = true, Args = Arguments });
        }
    }

    /// <summary>A new window with a profile of its own.</summary>
    /// <param name="dark">Whether it has chosen the dark theme.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="url">Another dashboard; null for the shared one.</param>
    public async Task<IPage> PageAsync(bool dark = false, int width = 1440, string? url = null)
    {
        Assert.SkipWhen(_browser is null, "needs Chromium: install it, or name it in CHROMIUM");
        url ??= Dashboard.Url;
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
            BaseURL = url,
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        if (dark)
        {
            await context.AddCookiesAsync([new() { Name = "actortraining-theme", Value = "standard-dark", Url = url }]);
        }

        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
        await (_dashboard?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
