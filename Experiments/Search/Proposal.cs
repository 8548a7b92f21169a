using System.Text.Json;

namespace ActorTraining.Experiments.Search;

/// <summary>A proposed parameter set.</summary>
/// <param name="Parameters">The spec's parameters with every search expression replaced by a value.</param>
/// <param name="Choices">The replaced values alone, by their path under <c>params</c>.</param>
public sealed record Proposal(JsonElement Parameters, IReadOnlyDictionary<string, JsonElement> Choices);
