using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>The answer to a <see cref="LeaseRequest"/>.</summary>
/// <param name="Granted">The leases that the experiment got.</param>
/// <param name="Lost">Held leases of silos that have died, have started anew or do not belong to the cluster any more: nothing runs under them.</param>
/// <param name="Waiting">Why no silo that is alive could ever serve the experiment, <c>no silo has a cuda device (3 silos: cpu)</c>; null when one could.</param>
[Immutable]
public sealed record LeaseAnswer(IReadOnlyList<Lease> Granted, IReadOnlyList<Guid> Lost, string? Waiting);
