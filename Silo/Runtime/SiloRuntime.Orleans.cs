using System.Net;
using ActorTraining.Silo.Hosting;
using ActorTraining.Silo.Runtime.Membership;
using ActorTraining.Silo.Stores;
using ActorTraining.Silo.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;

namespace ActorTraining.Silo.Runtime;

/// <summary>Hosts the grains of a silo that is a process of its own: on Microsoft Orleans, beside the other silos of its cluster.</summary>
internal static class SiloRuntime
{
    /// <summary>Whether this is Microsoft Orleans, whose silos have options of their own.</summary>
    public const bool IsOrleans = true;

    /// <summary>Prepares the database, where silos find each other. The store has been claimed before.</summary>
    public static async Task PrepareAsync(SiloSettings settings, CancellationToken cancel)
    {
        await OrleansCluster.PrepareAsync(Cluster(settings), cancel);
        await MembershipTables.BuryAsync(Cluster(settings), TimeProvider.System, cancel);
    }

    /// <summary>How a silo claims a database: together with the others of its cluster.</summary>
    /// <exception cref="SiloSettingsException">The store is a file.</exception>
    public static Func<StoreLocation, CancellationToken, Task<StoreClaim>> ClaimFor(SiloSettings settings)
    {
        if (StoreLocation.Parse(settings.Store).ConnectionString is null)
        {
            throw new SiloSettingsException("--store: silos of Microsoft Orleans find each other in a PostgreSQL database, postgres://user:password@host/database; 'actortrain serve' runs a file's experiments on one machine");
        }

        var identity = new ClusterIdentity(settings.Cluster, ClusterIdentity.ThisVersion);
        return (store, cancel) => StoreClaim.ForClusterAsync(store, identity, $"{settings.Advertise}:{settings.SiloPort}", cancel);
    }

    /// <summary>Adds the runtime to the silo.</summary>
    public static void Add(WebApplicationBuilder builder, SiloSettings settings) =>
        builder.Host.UseOrleans(orleans => OrleansCluster.ConfigureSilo(orleans, new OrleansSiloOptions
        {
            Cluster = Cluster(settings),
            Name = settings.Name,
            AdvertisedAddress = settings.Advertise,
            ListeningAddress = IPAddress.IsLoopback(settings.Advertise) ? null : IPAddress.Any,
            SiloPort = settings.SiloPort,
            GatewayPort = settings.GatewayPort,
        }));

    /// <summary>Adds the runtime's web endpoints: the dashboard of the actors.</summary>
    /// <param name="app">The silo.</param>
    /// <param name="trusted">For those who know the cluster's secret.</param>
    /// <param name="settings">The silo's settings.</param>
    public static void Map(WebApplication app, RouteGroupBuilder trusted, SiloSettings settings) => trusted.MapOrleansDashboard("/orleans");

    /// <summary>The silo has found the others when its host has started.</summary>
    public static Task JoinedAsync(IServiceProvider services, Readiness readiness, CancellationToken cancel)
    {
        readiness.Ready();
        return Task.CompletedTask;
    }

    /// <summary>Complete, with the reason, when the others do not want this silo.</summary>
    public static IEnumerable<Task<string>> Refusals(IServiceProvider services) => [];

    private static OrleansClusterOptions Cluster(SiloSettings settings) => new()
    {
        ConnectionString = StoreLocation.Parse(settings.Store).ConnectionString!,
        ClusterId = settings.Cluster,
        ServiceId = settings.Cluster,
    };
}
