using ActorTraining.WebUI.Live;
using Radzen;

namespace ActorTraining.WebUI.Components;

/// <summary>What the pages need of the host.</summary>
internal static class PageServices
{
    /// <summary>The cookie that keeps the chosen theme, the name of one of Radzen's.</summary>
    public const string ThemeCookie = "actortraining-theme";

    /// <summary>Adds the services of the pages.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddRadzenCookieThemeService(options => (options.Name, options.Duration) = (ThemeCookie, TimeSpan.FromDays(365)));
        services.AddSingleton<LiveExperiments>().AddSingleton<LiveLists>().AddSingleton<ObjectiveHistories>().AddSingleton<AnalysisCache>();
    }

    /// <summary>Adds the pages.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
