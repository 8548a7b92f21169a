using ActorTraining.Experiments.Specs;
using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>What an experiment gives back and wants.</summary>
/// <param name="Experiment">The experiment's identifier.</param>
/// <param name="Resources">What one trial needs, and the experiment's priority.</param>
/// <param name="Wanted">How many more leases it could use, not counting those that it holds.</param>
/// <param name="Held">Every lease that it still holds. Leases of this experiment that are not among them are free again: a lost answer costs nothing.</param>
/// <param name="Excluded">Silos that it cannot use, since they do not know its job.</param>
[Immutable]
public sealed record LeaseRequest(string Experiment, ResourceSpec Resources, int Wanted, IReadOnlyList<HeldLease> Held, IReadOnlyList<string> Excluded);
