namespace Orleans;

/// <summary>The number of a member in its serialized form.</summary>
/// <param name="id">Unique within the type.</param>
[AttributeUsage(
    AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class
        | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method)]
public sealed class IdAttribute(uint id) : Attribute
{
    /// <summary>Unique within the type.</summary>
    public uint Id { get; } = id;
}
