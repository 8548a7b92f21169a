using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>A lease that its experiment still holds.</summary>
/// <param name="Id">The lease.</param>
/// <param name="Silo">The name of its silo.</param>
/// <param name="Address">The address of the run of the silo that it is for.</param>
[Immutable]
public sealed record HeldLease(Guid Id, string Silo, string Address);
