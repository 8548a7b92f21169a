namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>How much of what trials differ in is due to two parameters together, beyond what each explains by itself.</summary>
/// <param name="First">The path of one of them.</param>
/// <param name="Second">The path of the other.</param>
/// <param name="Share">The share of the objective's variance, in [0, 1].</param>
public sealed record ParameterInteraction(string First, string Second, double Share);
