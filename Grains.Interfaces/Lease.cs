using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>The right to run one trial on slots of one silo.</summary>
/// <param name="Id">Unique in the cluster.</param>
/// <param name="Silo">The name of the silo.</param>
/// <param name="Address">The address of this run of the silo, as <c>SiloAddress.ToParsableString</c> writes it.</param>
/// <param name="Slots">The slots, at least one: the trial runs on the thread of the first, for example <c>cpu:0</c>; the others are kept for it.</param>
[Immutable]
public sealed record Lease(Guid Id, string Silo, string Address, IReadOnlyList<string> Slots);
