using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>Where the caller says.</summary>
internal sealed class HintedPlacement : PlacementStrategy;

/// <inheritdoc cref="HintedPlacement"/>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class HintedPlacementAttribute() : PlacementAttribute(new HintedPlacement());

/// <inheritdoc cref="HintedPlacement"/>
internal sealed class HintedPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return target.RequestContextData.ContainsKey(IPlacementDirector.PlacementHintKey)
            ? Task.FromResult(IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) ?? throw new OrleansException($"{target.GrainIdentity}: no such silo"))
            : Task.FromResult(context.LocalSilo);
    }
}
