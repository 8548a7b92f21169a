using System.Text.Json;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>What a scheduler has to work on.</summary>
/// <param name="Spec">Its own settings.</param>
/// <param name="Goals">What trials are compared by, at least one.</param>
internal sealed record SchedulerProblem(SchedulerSpec Spec, IReadOnlyList<Goal> Goals)
{
    /// <summary>Which of a trial's values counts at a rung.</summary>
    public ObjectiveValue Value { get; init; }

    /// <summary>The seed of the experiment.</summary>
    public ulong Seed { get; init; }

    /// <summary>The steps of every trial; null where trials differ in it, or where it is not known.</summary>
    public long? Length { get; init; }

    /// <summary>The spec's parameters with their search expressions.</summary>
    public JsonElement Parameters { get; init; }

    /// <summary>The parameters that can change while a trial runs.</summary>
    public IReadOnlyList<string> Adjustable { get; init; } = [];
}
