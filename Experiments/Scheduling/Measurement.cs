namespace ActorTraining.Experiments.Scheduling;

/// <summary>What a trial has reached at a step, in all metrics that the scheduler looks at.</summary>
/// <param name="Step">The step: an epoch or an iteration, whatever the trial counts in; from 1.</param>
/// <param name="Steps">The steps of the trial in all; 0 while unknown.</param>
/// <param name="Losses">One value per <see cref="Goal"/>, in their order, less is better; +∞ stands for NaN.</param>
public readonly record struct Measurement(long Step, long Steps, IReadOnlyList<double> Losses)
{
    /// <summary>Whether the trial is at its end anyway, so that nothing can be saved any more.</summary>
    public bool IsLast => Steps > 0 && Step >= Steps;
}
