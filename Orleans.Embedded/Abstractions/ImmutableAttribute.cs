namespace Orleans;

/// <summary>Promises that nobody changes an object after it was sent.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property
        | AttributeTargets.Parameter | AttributeTargets.ReturnValue,
    Inherited = false)]
public sealed class ImmutableAttribute : Attribute;
