using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>The silos that the cluster has heard of lately.</summary>
/// <param name="Settled">Whether every silo that lives has had the time to say so since the cluster's grain started.</param>
/// <param name="Addresses">Their addresses by their names, as <c>SiloAddress.ToParsableString</c> writes them.</param>
[Immutable]
public sealed record LiveSilos(bool Settled, IReadOnlyDictionary<string, string> Addresses);
