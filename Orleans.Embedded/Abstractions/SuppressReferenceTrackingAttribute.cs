namespace Orleans;

/// <summary>Tells a serializer that objects of this class need no check for shared references.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SuppressReferenceTrackingAttribute : Attribute;
