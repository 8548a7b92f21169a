namespace ActorTraining.Experiments;

/// <summary>A part of a longer list.</summary>
/// <param name="Items">The rows of this page.</param>
/// <param name="Total">The number of rows in all pages.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);
