using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorTraining.Experiments;

/// <summary>A trial as its watchers see it.</summary>
public sealed record TrialInfo
{
    /// <summary>The number in its experiment, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required TrialState State { get; init; }

    /// <summary>The parameters, a JSON object without search expressions.</summary>
    public required JsonElement Parameters { get; init; }

    /// <summary>The values that the search chose, by their path under <c>params</c>: <c>optimizer.lr</c> and <c>0.1</c>. What tells the trials of an experiment apart.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Choices { get; init; }

    /// <summary><see cref="Choices"/> with the newest <see cref="Adjustments"/> that took effect in their place: what the trial computes with now, or did at its end.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonElement> CurrentChoices => Adjustments.Count == 0
        ? Choices
        : Choices.ToDictionary(choice => choice.Key, choice => Adjustments.LastOrDefault(adjustment => adjustment.Path == choice.Key && adjustment.Step is not null)?.Value ?? choice.Value);

    /// <summary>The attempt, from 1; 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>The silo and the slot of the newest attempt, for example <c>local</c> and <c>cpu:0</c>.</summary>
    public string? Silo { get; init; }

    /// <inheritdoc cref="Silo"/>
    public string? Slot { get; init; }

    /// <summary>How far it is, in [0, <see cref="Steps"/>].</summary>
    public double Step { get; init; }

    /// <summary>The steps in all; 0 while unknown.</summary>
    public long Steps { get; init; }

    /// <summary>What a step is, for example <c>epoch</c>.</summary>
    public string Unit { get; init; } = "step";

    /// <summary>The newest value of every metric.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>The objective's value, by the spec's rule; null before the first.</summary>
    public double? Objective { get; init; }

    /// <summary>The values of the spec's further objectives, in their order; null before the first. Empty where there are none.</summary>
    public IReadOnlyList<double?> FurtherObjectives { get; init; } = [];

    /// <summary>When the first attempt started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it came to its end.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The seconds that its attempts computed, all together.</summary>
    public double Seconds { get; init; }

    /// <summary>The parameters that a user or the scheduler changed while it ran, in their order.</summary>
    public IReadOnlyList<Adjustment> Adjustments { get; init; } = [];

    /// <summary>What went wrong in the newest failed attempt.</summary>
    public string? Error { get; init; }
}
