using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Clustering;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Ties embedded silos of several processes together: one head, any number of members.</summary>
public static class EmbeddedClusteringExtensions
{
    /// <summary>Makes the silo a head; <see cref="EmbeddedHead.AcceptAsync"/> takes members in. Call it after <c>AddEmbeddedOrleans</c>.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddEmbeddedHead(this IServiceCollection services, Action<ClusteringOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new ClusteringOptions();
        configure?.Invoke(options);
        services.AddSingleton(provider => new EmbeddedHead(
            provider.GetRequiredService<CallRouter>(),
            options,
            provider.GetRequiredService<ILocalSiloDetails>().ClusterId,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EmbeddedHead>>()));
        services.AddSingleton<IClusterLink>(provider => provider.GetRequiredService<EmbeddedHead>());
        return services;
    }

    /// <summary>
    /// Makes the silo a member. It needs the same grain classes as the head, to know them by name. Call it after <c>AddEmbeddedOrleans</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="dial">
    /// Makes what opens a WebSocket to the head. It may throw a <see cref="JoinRefusedException"/> to give up; any other exception is followed by
    /// another try. The socket is disposed by the silo.
    /// </param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddEmbeddedMember(
        this IServiceCollection services, Func<IServiceProvider, Func<CancellationToken, Task<WebSocket>>> dial, Action<ClusteringOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(dial);
        var options = new ClusteringOptions();
        configure?.Invoke(options);
        services.AddSingleton(provider =>
        {
            var silo = provider.GetRequiredService<ILocalSiloDetails>();
            return new EmbeddedMember(
                provider.GetRequiredService<CallRouter>(),
                options,
                new MemberHello(EmbeddedHead.Protocol, silo.Name, silo.SiloAddress.ToParsableString(), silo.ClusterId, options.Version),
                dial(provider),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<EmbeddedMember>>());
        });
        services.AddSingleton<IClusterLink>(provider => provider.GetRequiredService<EmbeddedMember>());
        return services;
    }
}
