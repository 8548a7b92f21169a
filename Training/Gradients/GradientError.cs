namespace ActorTraining.Training.Gradients;

/// <summary>How far a hand-derived gradient is from the numerical one.</summary>
/// <param name="Name">The tensor that the gradient belongs to: <c>input</c>, <c>weight</c>, <c>bias</c>.</param>
/// <param name="Error">The largest relative error of an element; NaN when a gradient is not a number.</param>
public readonly record struct GradientError(string Name, double Error);
