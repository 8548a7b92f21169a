using System.Collections.Frozen;

namespace ActorTraining.Experiments;

/// <summary>One silo: a process with slots.</summary>
public sealed record SiloInfo
{
    /// <summary>Its name, unique in the cluster.</summary>
    public required string Name { get; init; }

    /// <summary>The version of ActorTraining that it runs.</summary>
    public required string Version { get; init; }

    /// <summary>Its address, another one after every start: <c>10.0.0.7:11111@146000000</c>.</summary>
    public required string Address { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>What its owner calls it by: <c>zone=a</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Its devices.</summary>
    public IReadOnlyList<DeviceInfo> Devices { get; init; } = [];

    /// <summary>Its slots.</summary>
    public required IReadOnlyList<SlotInfo> Slots { get; init; }

    /// <summary>Whether it is about to stop and takes nothing more.</summary>
    public bool Draining { get; init; }
}
