namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>The predicted objective over two parameters, all others averaged over: what contours are drawn from.</summary>
/// <param name="First">The axis along the rows of <paramref name="Objective"/>.</param>
/// <param name="Second">The axis along its columns.</param>
/// <param name="Objective">The mean over the trees, for each place of the first axis a list with one for each place of the second.</param>
public sealed record ParameterSurface(SurfaceAxis First, SurfaceAxis Second, IReadOnlyList<IReadOnlyList<double>> Objective);
