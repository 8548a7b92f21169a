using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>What a silo says of itself, once a second.</summary>
/// <param name="Silo">Its name, unique in the cluster.</param>
/// <param name="Version">The version of ActorTraining that it runs.</param>
/// <param name="Started">When it started.</param>
/// <param name="Slots">All its slots.</param>
[Immutable]
public sealed record SiloHeartbeat(string Silo, string Version, DateTimeOffset Started, IReadOnlyList<SlotStatus> Slots);
