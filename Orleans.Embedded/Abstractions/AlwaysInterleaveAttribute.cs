namespace Orleans.Concurrency;

/// <summary>Calls of this method may begin while other calls of the grain await something.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
