using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>A rule of early stopping as <see cref="SchedulerRules"/> lists it.</summary>
internal sealed record SchedulerRule
{
    /// <summary>The name that specs use.</summary>
    public required string Name { get; init; }

    /// <summary>What it may be told in a spec, given the schema of a metric's name.</summary>
    public required Func<TextSchema, ObjectSchema> Options { get; init; }

    /// <summary>Tells what is wrong with settings that are valid one by one.</summary>
    public Func<SchedulerProblem, IEnumerable<ParameterError>> Check { get; init; } = _ => [];

    /// <summary>Makes it, before its first measurement; null where nothing is ever stopped.</summary>
    public required Func<SchedulerProblem, ITrialScheduler?> Create { get; init; }
}
