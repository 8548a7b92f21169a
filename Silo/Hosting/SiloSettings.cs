using System.Net;
using ActorTraining.Silo.Slots;

namespace ActorTraining.Silo.Hosting;

/// <summary>Settings of a silo that is a process of its own.</summary>
public sealed record SiloSettings
{
    /// <summary>Its name, unique in the cluster.</summary>
    public required string Name { get; init; }

    /// <summary>The store: a SQLite file or a PostgreSQL database; not used by a silo that joins a head.</summary>
    public required string Store { get; init; }

    /// <summary>Where large files of trials go; null for the store's own place.</summary>
    public string? Files { get; init; }

    /// <summary>The devices that it offers, for example <c>cpu:4</c> or <c>cuda:0*2</c>; empty to offer what is found.</summary>
    public IReadOnlyList<DeviceSpec> Devices { get; init; } = [];

    /// <summary>What experiments may ask for, for example <c>zone=lab</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it listens for health checks, joining silos and the actors' dashboard.</summary>
    public required Uri Listen { get; init; }

    /// <summary>The secret of the cluster's web endpoints; null where none is asked for.</summary>
    public string? Token { get; init; }

    /// <summary>The cluster's name.</summary>
    public string Cluster { get; init; } = "actortraining";

    /// <summary>The head to join; null to be one. In a cluster of Microsoft Orleans there is none.</summary>
    public Uri? Join { get; init; }

    /// <summary>The port on which silos of Microsoft Orleans talk to each other, from 1.</summary>
    public int SiloPort { get; init; }

    /// <summary>The port for clients of Microsoft Orleans, from 1.</summary>
    public int GatewayPort { get; init; }

    /// <summary>The address under which the other silos of Microsoft Orleans reach this one.</summary>
    public IPAddress Advertise { get; init; } = IPAddress.Loopback;

    /// <summary>How long running trials have to save a checkpoint and leave when the silo stops.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Where metrics and traces are sent over OTLP; null to do as the standard's environment variables say.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Whether log messages are JSON objects, one per line.</summary>
    public bool JsonLog { get; init; }
}
