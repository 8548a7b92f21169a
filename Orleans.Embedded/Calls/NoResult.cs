namespace Orleans.Embedded.Calls;

/// <summary>The result of a method that has none.</summary>
internal readonly struct NoResult;
