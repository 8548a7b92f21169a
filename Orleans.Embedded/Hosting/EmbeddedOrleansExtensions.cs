using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Clustering;
using Orleans.Embedded.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Adds an embedded silo to an application.</summary>
public static class EmbeddedOrleansExtensions
{
    /// <summary>
    /// Adds <see cref="EmbeddedSilo"/> as a hosted service, and <see cref="IGrainFactory"/>, <see cref="IClusterClient"/> and
    /// <see cref="ILocalSiloDetails"/>. Time comes from the application's <see cref="TimeProvider"/>, where it has one.
    /// Add hosted services that call grains after this.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; at least which grain classes are hosted.</param>
    public static IServiceCollection AddEmbeddedOrleans(this IServiceCollection services, Action<EmbeddedSiloOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new EmbeddedSiloOptions();
        configure(options);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<GrainClasses>();
        services.AddSingleton(provider => new CallRouter(
            provider.GetRequiredService<GrainClasses>(),
            options,
            provider,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<CallRouter>().Grains);
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<CallRouter>().Grains);
        services.AddSingleton<ILocalSiloDetails, LocalSiloDetails>();
        services.AddTransient<IGrainContext>(_ => RuntimeContext.Current
            ?? throw new InvalidOperationException($"{nameof(IGrainContext)} is there for grains only: inject it into a grain's constructor."));
        services.AddSingleton(provider => new EmbeddedSilo(
            provider.GetRequiredService<CallRouter>(),
            options,
            provider.GetRequiredService<ILocalSiloDetails>(),
            provider.GetService<IClusterLink>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EmbeddedSilo>>()));
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedSilo>());
        return services;
    }
}
