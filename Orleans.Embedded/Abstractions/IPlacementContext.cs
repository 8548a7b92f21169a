namespace Orleans.Runtime.Placement;

/// <summary>What a director can choose from.</summary>
public interface IPlacementContext
{
    /// <summary>The silo that decides. In the embedded runtime that is the head, whoever calls.</summary>
    SiloAddress LocalSilo { get; }

    /// <summary>The silos that may host the grain: the local one, and the members that are not about to leave.</summary>
    /// <param name="target">The grain to place.</param>
    SiloAddress[] GetCompatibleSilos(PlacementTarget target);
}
