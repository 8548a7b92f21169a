using System.Net.Sockets;
using System.Reflection;
using ActorTraining.Experiments;
using ActorTraining.Silo.Hosting;
using ActorTraining.Silo.Security;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Api;
using ActorTraining.WebUI.Components;
using ActorTraining.WebUI.Security;
using Microsoft.AspNetCore.Connections;

namespace ActorTraining.WebUI.Hosting;

/// <summary>The dashboard: pages for people and an API for scripts, over the experiments of a store.</summary>
public sealed class Dashboard : IAsyncDisposable
{
    private readonly ExperimentsHost _experiments;
    private readonly WebApplication _app;

    private Dashboard(ExperimentsHost experiments, WebApplication app) => (_experiments, _app) = (experiments, app);

    /// <summary>Where it listens; the port is known here also where any was asked for.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>The experiments that it shows.</summary>
    public IExperiments Experiments => _experiments.Experiments;

    /// <summary>Whether this process runs the experiments; otherwise another one does.</summary>
    public bool RunsHere => _experiments.RunsHere;

    /// <summary>Completes, with the reason, when another process has taken the store; this one should stop then.</summary>
    public Task<string> Lost => _experiments.Lost;

    /// <summary>Opens the store and listens.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    /// <exception cref="TokenFileException">It would be open to other machines, or the tokens cannot be read.</exception>
    /// <exception cref="IOException">It cannot listen where it should.</exception>
    public static async Task<Dashboard> StartAsync(DashboardSettings settings, JobCatalog jobs, CancellationToken cancel = default)
    {
        SecurityHosting.Check(settings, TimeProvider.System);
        var experiments = await ExperimentsHost.StartAsync(settings, jobs, logging => logging.AddSiloLogging(settings.JsonLog), cancel);
        WebApplication? app = null;
        try
        {
            app = Build(settings, jobs, experiments);
            await ListenAsync(app, settings.Listen, cancel);
            return new Dashboard(experiments, app);
        }
        catch
        {
            await Teardown.QuietlyAsync(app);
            await Teardown.QuietlyAsync(experiments);
            throw;
        }
    }

    /// <summary>Says goodbye to browsers and scripts, lets running trials leave, and closes the store.</summary>
    public ValueTask DisposeAsync() =>
        Teardown.RunAsync(async () => await _app.StopAsync(CancellationToken.None), _app.DisposeAsync, _experiments.DisposeAsync);

    private static async Task ListenAsync(WebApplication app, Uri address, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new IOException($"cannot listen on {address}: another program does, perhaps a dashboard that runs already; name another address with --listen", e);
        }
        catch (SocketException e)
        {
            throw new IOException($"cannot listen on {address}: {e.Message}", e);
        }
    }

    private static WebApplication Build(DashboardSettings settings, JobCatalog jobs, ExperimentsHost experiments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Dashboard).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Production,
        });
        if (!builder.Environment.IsDevelopment())
        {
            // A program that was built, not published, would otherwise read its files anew for every answer and send them in full size; the build has compressed them.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        }

        // Services of one user must not get into those of all.
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = true);
        builder.WebHost.UseUrls(settings.Listen.AbsoluteUri).UseStaticWebAssets();
        builder.Logging.ClearProviders().AddSiloLogging(settings.JsonLog);
        builder.Services.AddSingleton(settings).AddSingleton(jobs).AddSingleton(experiments).AddSingleton(TimeProvider.System);
        builder.Services.AddSecurity(settings);
        builder.Services.AddApi();
        builder.Services.AddPages();
        var app = builder.Build();
        app.UseGuards();
        app.UseApiProblems();
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/api"),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRouting();
        app.UseAccess();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapLogin();
        app.MapApi();
        app.MapPages();
        return app;
    }

    /// <summary>What can be asked of it, for those who check that all of it is guarded.</summary>
    internal IReadOnlyList<Endpoint> Endpoints => ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).ToList();

    /// <summary>The version of the program, without the commit behind its plus sign.</summary>
    public static string Version =>
        typeof(Dashboard).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
