namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>An axis of a <see cref="ParameterSurface"/>.</summary>
/// <param name="Path">The parameter's path under <c>params</c>.</param>
/// <param name="Values">The numbers, ascending; null for a parameter that is none.</param>
/// <param name="Categories">The categories; null for numbers.</param>
public sealed record SurfaceAxis(string Path, IReadOnlyList<double>? Values, IReadOnlyList<string>? Categories);
