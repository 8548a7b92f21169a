using System.Net;
using ActorTraining.Experiments;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace ActorTraining.WebUI.Security;

/// <summary>Who may reach the dashboard, and what they may do there.</summary>
internal static class SecurityHosting
{
    private static readonly TimeSpan SignedInFor = TimeSpan.FromDays(7);

    /// <summary>Refuses settings under which strangers could get in.</summary>
    /// <exception cref="TokenFileException">It would listen to other machines without tokens, or the tokens cannot be read.</exception>
    public static void Check(DashboardSettings settings, TimeProvider time)
    {
        var tokens = new TokenFile(settings.TokenPath, time).Read();
        if (!IsLoopback(settings.Listen) && !tokens.Any(token => token.IsValid(time.GetUtcNow())))
        {
            throw new TokenFileException(
                $"{settings.Listen} can be reached from other machines, and there is no valid token in {settings.TokenPath}; make one with: actortrain token create --role admin --tokens {settings.TokenPath}");
        }
    }

    /// <summary>Adds the services. <see cref="IExperiments"/> becomes what the user of a scope may do.</summary>
    public static void AddSecurity(this IServiceCollection services, DashboardSettings settings)
    {
        var data = Directory.CreateDirectory(settings.DataPath);

        // Strangers are no news, and that the keys of cookies are as safe as their folder is said in docs/security.md.
        services.AddLogging(logging => logging.AddFilter(typeof(AccessScheme).FullName, LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        services.AddSingleton(provider => new Access(
            new TokenFile(settings.TokenPath, provider.GetRequiredService<TimeProvider>()), IsLoopback(settings.Listen), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Access>>()));
        services.AddSingleton(provider => new AuditLog(Path.Combine(settings.DataPath, "audit.jsonl"), provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<CurrentUser>().AddScoped<UserActions>();
        services.AddScoped(provider => new UserExperiments(
            provider.GetRequiredService<ExperimentsHost>().Experiments, provider.GetRequiredService<ExperimentsHost>().Submissions, provider.GetRequiredService<UserActions>()));
        services.AddScoped<IExperiments>(provider => provider.GetRequiredService<UserExperiments>());
        services.AddScoped<ISubmissions>(provider => provider.GetRequiredService<UserExperiments>());
        services.AddAuthentication(AccessScheme.Name)
            .AddScheme<AuthenticationSchemeOptions, AccessScheme>(AccessScheme.Name, null)
            .AddCookie(options =>
            {
                options.Cookie.Name = "actortraining-user";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = SignedInFor;
                options.SlidingExpiration = true;
            });
        services.AddAuthorization(options => options.AddRoles());
        services.AddCascadingAuthenticationState().AddScoped<AuthenticationStateProvider, LivingPageUser>();
        services.AddRateLimiter(settings.Limits.Apply);
        services.AddAntiforgery(options => (options.Cookie.Name, options.SuppressXFrameOptionsHeader) = ("actortraining-form", true));
        services.AddDataProtection().SetApplicationName("ActorTraining").PersistKeysToFileSystem(PrivateFolder(data, "keys"));
    }

    /// <summary>Guards everything that comes after it, but for what routing has to know first.</summary>
    public static void UseGuards(this WebApplication app)
    {
        app.UseMiddleware<PageHeaders>();
        app.UseMiddleware<SameOrigin>();
    }

    /// <summary>Finds out who asks, and whether they may; goes behind routing.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<CurrentUser>().Of(context);
            return next(context);
        });
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    private static bool IsLoopback(Uri listen) => listen.IsLoopback || (IPAddress.TryParse(listen.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static DirectoryInfo PrivateFolder(DirectoryInfo data, string name)
    {
        var path = Path.Combine(data.FullName, name);
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
