using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>What an experiment gives back and wants.</summary>
/// <param name="Experiment">The experiment's identifier.</param>
/// <param name="Device">The kind of device, for example <c>cpu</c>.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Wanted">How many more leases it could use, not counting those that it holds.</param>
/// <param name="Held">Every lease that it still holds. Leases of this experiment that are not among them are free again: a lost answer costs nothing.</param>
[Immutable]
public sealed record LeaseRequest(string Experiment, string Device, int Priority, int Wanted, IReadOnlyList<Guid> Held);
