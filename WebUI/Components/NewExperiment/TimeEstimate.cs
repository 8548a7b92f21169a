namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>How long an experiment will probably take.</summary>
/// <param name="Seconds">All of it, with so many trials at once.</param>
/// <param name="TrialSeconds">One trial, on average.</param>
/// <param name="AtOnce">How many trials run at once.</param>
/// <param name="Trials">On how many earlier trials this rests.</param>
/// <param name="Experiments">The names of their experiments.</param>
/// <param name="Differs">The parameters in which they differ from what is planned, the length and what is varied left out; empty for a good estimate.</param>
internal sealed record TimeEstimate(double Seconds, double TrialSeconds, int AtOnce, int Trials, IReadOnlyList<string> Experiments, IReadOnlyList<string> Differs);
