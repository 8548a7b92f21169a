using Orleans.Runtime;

namespace Orleans;

/// <summary>The name of a grain class in identities.</summary>
/// <param name="grainType">Unique among the grain classes.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    internal GrainType GrainType { get; } = GrainType.Create(grainType);
}
