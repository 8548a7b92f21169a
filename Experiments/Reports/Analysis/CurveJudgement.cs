namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>A verdict and what it rests on.</summary>
/// <param name="Verdict">How the learning went.</param>
/// <param name="Curve">The curve that decided it, lower is better, smoothed if it was long; null where there is none.</param>
/// <param name="FromHeldOut">Whether that is the held-out curve rather than the training one.</param>
/// <param name="Measure">
/// For <see cref="CurveVerdict.Unstable"/> the back-and-forth, as a share of the whole fall; for <see cref="CurveVerdict.Improving"/> and
/// <see cref="CurveVerdict.Converged"/> the change per step in the last quarter.
/// </param>
internal sealed record CurveJudgement(CurveVerdict Verdict, Curve? Curve, bool FromHeldOut, double Measure = 0);
