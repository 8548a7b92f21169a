namespace Orleans.Concurrency;

/// <summary>The caller does not wait for this method: its task is complete at once, and an exception is logged where it happens.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
