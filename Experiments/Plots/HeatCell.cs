namespace ActorTraining.Experiments.Plots;

/// <summary>One value of a <see cref="HeatMap"/>.</summary>
/// <param name="Value">The value.</param>
/// <param name="Note">What its tooltip adds, for example <c>mean of 5, ± 0.0012</c>; null for nothing.</param>
public sealed record HeatCell(double Value, string? Note = null);
