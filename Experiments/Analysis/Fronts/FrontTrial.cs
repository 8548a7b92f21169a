namespace ActorTraining.Experiments.Analysis.Fronts;

/// <summary>A trial of a Pareto front.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Values">Its value for each objective.</param>
public sealed record FrontTrial(int Trial, IReadOnlyList<double> Values);
