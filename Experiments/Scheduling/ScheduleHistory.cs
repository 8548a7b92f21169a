namespace ActorTraining.Experiments.Scheduling;

/// <summary>What the store knows of an experiment's early stopping; all that a scheduler needs to be where it was.</summary>
/// <param name="Trials">Every trial with its state and the steps it has in all (0 while unknown), by number.</param>
/// <param name="Measured">The stored values of the metrics that the scheduler looks at, of all trials.</param>
/// <param name="Decisions">The stored decisions, in their order.</param>
public sealed record ScheduleHistory(
    IReadOnlyList<(int Number, TrialState State, long Steps)> Trials,
    IReadOnlyList<MetricSeries> Measured,
    IReadOnlyList<SchedulerDecision> Decisions);
