using System.Text.Json;

namespace ActorTraining.Experiments.Specs;

/// <summary>What a user asks for: a job, its parameters with search expressions in them, an objective, and how to search.</summary>
/// <remarks>Immutable. In C#, parameters are given as an anonymous object through <c>ParameterValue.Of</c>, with <see cref="Search.Vary"/> for what
/// shall vary; <see cref="SpecYaml"/> reads and writes files. In YAML the members have the same names in lower case, and <see cref="Parameters"/> is called <c>params</c>.</remarks>
public sealed record ExperimentSpec
{
    /// <summary>A name for people; need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>What the experiment is about, in a sentence or two.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The name of a job of the catalogue.</summary>
    public required string Job { get; init; }

    /// <summary>The job's parameters, a JSON object; a search expression such as <c>{ "grid": [0.01, 0.1, 1] }</c> may stand in place of any value.</summary>
    public required JsonElement Parameters { get; init; }

    /// <summary>What makes one trial better than another.</summary>
    public required Objective Objective { get; init; }

    /// <summary>What else is to be made better, as far as it does not cost too much of the first: then there is not one best trial but a Pareto front.</summary>
    public IReadOnlyList<Objective> FurtherObjectives { get; init; } = [];

    /// <summary>All objectives, the first one first.</summary>
    public IReadOnlyList<Objective> Objectives => [Objective, .. FurtherObjectives];

    /// <summary>The search algorithm.</summary>
    public SearchSpec Search { get; init; } = new();

    /// <summary>The rule that stops weak trials early.</summary>
    public SchedulerSpec Scheduler { get; init; } = new();

    /// <summary>What one trial needs.</summary>
    public ResourceSpec Resources { get; init; } = new();

    /// <summary>When to end.</summary>
    public LimitSpec Limits { get; init; } = new();

    /// <summary>How often trials save their state.</summary>
    public CheckpointSpec Checkpoints { get; init; } = new();

    /// <summary>Conditions that a parameter set has to meet before it is tried, for example <c>params.batch &lt;= 64</c>.</summary>
    public IReadOnlyList<string> Constraints { get; init; } = [];

    /// <summary>The seed of the search and, with the trial's number, of each trial; at most 2^63 - 1.</summary>
    public ulong Seed { get; init; }

    /// <summary>The document as the user wrote it, comments included; null for a spec made in code.</summary>
    public string? Source { get; init; }

    /// <summary>Whether two specs ask for the same: their documents (<see cref="SpecJson.Write"/>) are alike. <see cref="Source"/> does not count.</summary>
    public bool Equals(ExperimentSpec? other) =>
        other is not null && (ReferenceEquals(this, other) || SpecJson.Write(this).GetRawText() == SpecJson.Write(other).GetRawText());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Job, Seed);
}
