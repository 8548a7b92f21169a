namespace ActorTraining.Experiments.Scheduling;

/// <summary>A scheduler's decision about a trial; stored before anybody acts on it, so that a coordinator that comes back goes on from the same ones.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Action">What becomes of it.</param>
/// <param name="Step">The step at which the trial was measured.</param>
/// <param name="Reason">Why, in words: <c>asha: rung 3, 7th of 9</c>.</param>
public sealed record SchedulerDecision(int Trial, SchedulerAction Action, long Step, string Reason)
{
    /// <summary>The trial whose checkpoints it goes on from, for <see cref="SchedulerAction.Exploited"/>.</summary>
    public int? Source { get; init; }

    /// <summary>The parameters that change with it, for <see cref="SchedulerAction.Exploited"/>.</summary>
    public IReadOnlyList<Adjustment> Changes { get; init; } = [];
}
