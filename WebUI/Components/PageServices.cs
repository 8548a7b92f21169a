using ActorTraining.Silo.Security;
using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Components.Actions;
using ActorTraining.WebUI.Components.NewExperiment;
using ActorTraining.WebUI.Hosting;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Security;
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
        services.AddShared<LiveExperiments>().AddShared<LiveLists>().AddShared<ObjectiveHistories>().AddShared<AnalysisCache>().AddShared<ClusterWatch>();
        services.AddScoped<Notices>();
        services.AddSingleton(DatasetLibrary.Default);
        services.AddSingleton(provider => new TemplateLibrary(provider.GetRequiredService<JobCatalog>(), provider.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider));
    }

    // What all pages share has no user. Who may look at it is asked where a page reads, and pages of strangers are not opened at all.
    private static IServiceCollection AddShared<T>(this IServiceCollection services)
        where T : class => services.AddSingleton(provider => ActivatorUtilities.CreateInstance<T>(provider, provider.GetRequiredService<ExperimentsHost>().Experiments));

    /// <summary>Adds the pages.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            // The policy of all pages says who may frame them.
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .For(AccessRole.Viewer);
    }
}
