namespace Orleans;

/// <summary>Activations of this grain class are not deactivated for being idle.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeepAliveAttribute : Attribute;
