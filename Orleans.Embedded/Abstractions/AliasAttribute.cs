namespace Orleans;

/// <summary>The name of a type or method between silos, so that it can be renamed in code.</summary>
/// <param name="alias">Unique among types, or among the methods of an interface.</param>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method,
    AllowMultiple = true)]
public sealed class AliasAttribute(string alias) : Attribute
{
    /// <summary>Unique among types, or among the methods of an interface.</summary>
    public string Alias { get; } = alias;
}
