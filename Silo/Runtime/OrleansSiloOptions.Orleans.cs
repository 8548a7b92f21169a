using System.Net;

namespace ActorTraining.Silo.Runtime;

/// <summary>One silo of a cluster of Microsoft Orleans.</summary>
public sealed record OrleansSiloOptions
{
    /// <summary>The cluster that it belongs to.</summary>
    public required OrleansClusterOptions Cluster { get; init; }

    /// <summary>Its name, unique in the cluster.</summary>
    public required string Name { get; init; }

    /// <summary>The address under which the others reach it.</summary>
    public IPAddress AdvertisedAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The address that it listens on; null for the advertised one.</summary>
    public IPAddress? ListeningAddress { get; init; }

    /// <summary>The port for other silos, from 1 to 65535.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port for clients, from 1 to 65535; 0 to take none.</summary>
    public int GatewayPort { get; init; } = 30000;
}
