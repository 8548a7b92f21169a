namespace ActorTraining.Experiments.Analysis.Fronts;

/// <summary>A step of a front.</summary>
/// <param name="Trial">The trial that widened it.</param>
/// <param name="Ended">How many trials had ended by then, this one included.</param>
/// <param name="Hypervolume">As of <see cref="FrontReport"/>.</param>
public sealed record FrontProgress(int Trial, int Ended, double Hypervolume);
