namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>Where a parameter is best by the forest's prediction.</summary>
/// <param name="From">The least good number; null for a category.</param>
/// <param name="To">The greatest good number; null for a category.</param>
/// <param name="Category">The best category; null for a number.</param>
public sealed record BestRegion(double? From, double? To, string? Category);
