namespace Orleans.Runtime;

/// <summary>Places an activation on the silo of its first caller.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
public sealed class PreferLocalPlacement : PlacementStrategy
{
    internal static PreferLocalPlacement Singleton { get; } = new();
}
