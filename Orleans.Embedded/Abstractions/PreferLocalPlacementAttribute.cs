using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Places activations of a grain class on the silo of their first caller.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(PreferLocalPlacement.Singleton);
