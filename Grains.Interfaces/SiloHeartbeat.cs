using System.Collections.Frozen;
using ActorTraining.Experiments;
using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>What a silo says of itself, twice a second.</summary>
[Immutable]
public sealed record SiloHeartbeat
{
    /// <summary>Its name, unique in the cluster.</summary>
    public required string Silo { get; init; }

    /// <summary>The name of the cluster that it means to belong to.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The version of ActorTraining that it runs.</summary>
    public required string Version { get; init; }

    /// <summary>The address of this run of it, as <c>SiloAddress.ToParsableString</c> writes it.</summary>
    public required string Address { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Its labels; experiments can ask for silos with some of them.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Its devices.</summary>
    public IReadOnlyList<DeviceInfo> Devices { get; init; } = [];

    /// <summary>All its slots.</summary>
    public required IReadOnlyList<SlotStatus> Slots { get; init; }

    /// <summary>Whether it is about to stop: it takes nothing more, and what runs there is on its way out.</summary>
    public bool Draining { get; init; }
}
