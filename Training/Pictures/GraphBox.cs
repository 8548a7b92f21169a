namespace ActorTraining.Training.Pictures;

/// <summary>A step of a computation in a <see cref="GraphPicture"/>.</summary>
/// <param name="Label">What it does: <c>cos</c>.</param>
/// <param name="Value">The first figure.</param>
/// <param name="Gradient">The second figure; null where there is none.</param>
/// <param name="Inputs">The indices of the boxes that it is computed from; all of them stand before it.</param>
/// <param name="IsInput">Whether it is one of the function's inputs.</param>
internal sealed record GraphBox(string Label, string Value, string? Gradient, IReadOnlyList<int> Inputs, bool IsInput);
