using System.Net;
using ActorTraining.Experiments;
using ActorTraining.Grains.Serialization;
using ActorTraining.Silo.Runtime.Membership;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Serialization;

namespace ActorTraining.Silo.Runtime;

/// <summary>A cluster of Microsoft Orleans over several machines, whose silos find each other in a PostgreSQL database.</summary>
public static class OrleansCluster
{
    private const string Npgsql = nameof(Npgsql);

    /// <summary>How often a silo writes into the database that it lives.</summary>
    internal static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);

    /// <summary>Creates in the database what silos and clients need there. Call it before a silo starts; it does nothing where all is there.</summary>
    /// <exception cref="StoreException">The database cannot be reached, or does not let its user create tables.</exception>
    public static Task PrepareAsync(OrleansClusterOptions cluster, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return MembershipTables.ApplyAsync(cluster.ConnectionString, cancel);
    }

    /// <summary>Makes a silo one of the cluster: how it finds the others, how soon it misses one of them, how messages are written.</summary>
    public static ISiloBuilder ConfigureSilo(ISiloBuilder orleans, OrleansSiloOptions options)
    {
        ArgumentNullException.ThrowIfNull(orleans);
        ArgumentNullException.ThrowIfNull(options);
        return orleans
            .ConfigureGrains(options.Name)
            .Configure<ClusterOptions>(cluster => Name(cluster, options.Cluster))
            .UseAdoNetClustering(database => (database.Invariant, database.ConnectionString) = (Npgsql, options.Cluster.ConnectionString))
            .Configure<EndpointOptions>(endpoint => Place(endpoint, options))
            .Configure<ClusterMembershipOptions>(Watch)
            .AddDashboard();
    }

    /// <summary>Makes a process a client of the cluster. Its start fails with a <see cref="StoreException"/> where no silo answers within the patience.</summary>
    /// <param name="orleans">The client.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="patience">How long the start waits for a first silo.</param>
    /// <param name="time">The clock.</param>
    public static IClientBuilder ConfigureClient(IClientBuilder orleans, OrleansClusterOptions cluster, TimeSpan patience, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(orleans);
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(time);
        orleans.Services.AddSerializer(serializer => serializer.AddActorTrainingSerializer());
        var began = time.GetTimestamp();
        return orleans
            .Configure<ClusterOptions>(options => Name(options, cluster))
            .UseAdoNetClustering(database => (database.Invariant, database.ConnectionString) = (Npgsql, cluster.ConnectionString))
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = Refresh)
            .Configure<ClientMessagingOptions>(messages => messages.ResponseTimeout = GrainTimes.Response)
            .UseConnectionRetryFilter(async (error, cancel) =>
            {
                if (time.GetElapsedTime(began) > patience)
                {
                    throw new StoreException($"no silo of the cluster '{cluster.ClusterId}' answers: is one running, under this cluster's name and with this database? ({error.Message})", error);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancel);
                return true;
            });
    }

    // One silo that misses another three times is enough. A silo that is declared dead while it lives ends its process, as Orleans does it, and its trials go
    // back to their last checkpoints; one whose death is declared late leaves slots idle and coordinators silent. Training takes all processors, so
    // a living silo may answer late: with two missed probes of a second, silos on an overloaded machine killed each other.
    private static void Watch(ClusterMembershipOptions membership)
    {
        (membership.ProbeTimeout, membership.MaxProbeTimeout) = (Probe, LongestProbe);
        (membership.NumMissedProbesLimit, membership.NumVotesForDeathDeclaration) = (3, 1);
        (membership.TableRefreshTimeout, membership.IAmAliveTablePublishTimeout) = (Refresh, SignOfLife);
    }

    private static void Name(ClusterOptions options, OrleansClusterOptions cluster) =>
        (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId);

    private static void Place(EndpointOptions endpoint, OrleansSiloOptions options)
    {
        var listening = options.ListeningAddress ?? options.AdvertisedAddress;
        (endpoint.AdvertisedIPAddress, endpoint.SiloPort, endpoint.GatewayPort) = (options.AdvertisedAddress, options.SiloPort, options.GatewayPort);
        endpoint.SiloListeningEndpoint = new IPEndPoint(listening, options.SiloPort);
        if (options.GatewayPort != 0)
        {
            endpoint.GatewayListeningEndpoint = new IPEndPoint(listening, options.GatewayPort);
        }
    }
}
