namespace Orleans.Concurrency;

/// <summary>Calls of this grain class may begin while others await something. Turns still never run in parallel.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
