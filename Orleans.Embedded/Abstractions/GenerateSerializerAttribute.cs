namespace Orleans;

/// <summary>Marks a message type. The embedded runtime passes messages by reference; Orleans generates a serializer.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
