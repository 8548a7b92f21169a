using System.Text.Json;

namespace ActorTraining.Experiments.Specs;

/// <summary>A result from elsewhere that a search starts from.</summary>
/// <param name="Parameters">The parameters that were tried; only what the new space varies is looked at.</param>
/// <param name="Values">The values of the metrics, by name.</param>
public sealed record KnownTrial(JsonElement Parameters, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>The experiment that it was taken from; null where a user wrote it down. Of those taken from one, whatever is outside of the space is left out, as that of a clone may be narrower.</summary>
    public string? From { get; init; }
}
