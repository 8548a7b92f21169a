using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>The right to run one trial on one slot.</summary>
/// <param name="Id">Unique in the cluster.</param>
/// <param name="Silo">The silo of the slot.</param>
/// <param name="Slot">The slot, for example <c>cpu:0</c>.</param>
[Immutable]
public sealed record Lease(Guid Id, string Silo, string Slot);
