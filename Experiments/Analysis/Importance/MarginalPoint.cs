namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>The predicted objective at a value of one parameter, all others averaged over.</summary>
/// <param name="Value">The value; null for a category.</param>
/// <param name="Category">The category; null for a number.</param>
/// <param name="Objective">The mean over the trees.</param>
/// <param name="Deviation">The standard deviation among the trees.</param>
public sealed record MarginalPoint(double? Value, string? Category, double Objective, double Deviation);
