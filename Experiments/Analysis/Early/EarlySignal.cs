namespace ActorTraining.Experiments.Analysis.Early;

/// <summary>How well a trial's value early on tells its value at the end.</summary>
/// <param name="Fraction">How far into a trial, in (0, 1).</param>
/// <param name="Correlation">Spearman's rank correlation of the values there and the final ones, in [-1, 1]: near 1, trials can be told apart this early.</param>
/// <param name="Kept">The share of the best quarter of the trials that is already among the better half there, in [0, 1]: what stopping the worse half would have kept.</param>
/// <param name="Trials">The trials that it rests on.</param>
public sealed record EarlySignal(double Fraction, double Correlation, double Kept, int Trials);
