using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace ActorTraining.Grains.Placement;

/// <summary>Brings a grain to life on the silo that the call names in its placement hint. Without a hint any silo will do, the local one first.</summary>
/// <remarks>
/// A hint that cannot be followed is an error: on another silo the grain would find no slot, and the caller would learn so only from it.
/// A grain that is already active stays where it is, whatever the hint.
/// </remarks>
public sealed class SlotPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    /// <exception cref="SiloUnavailableException">The hint names a silo that is not in the cluster any more.</exception>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (target.RequestContextData is { } data && data.TryGetValue(IPlacementDirector.PlacementHintKey, out var hint))
        {
            return Task.FromResult(IPlacementDirector.GetPlacementHint(data, silos)
                ?? throw new SiloUnavailableException($"{target.GrainIdentity} has its slot on silo {hint}, which is not in the cluster or is about to leave it"));
        }

        return Task.FromResult(silos.Contains(context.LocalSilo) ? context.LocalSilo : silos[Random.Shared.Next(silos.Length)]);
    }
}
