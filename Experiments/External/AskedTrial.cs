using System.Text.Json;

namespace ActorTraining.Experiments.External;

/// <summary>A trial for whoever asked for it to run.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="Attempt">The attempt, from 1; what is told has to name it.</param>
/// <param name="Parameters">The parameters, a JSON object without search expressions.</param>
/// <param name="Choices">The values that the search chose, by their path.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="Lease">The seconds within which something has to be told, again and again; after that the trial is given to somebody else.</param>
public sealed record AskedTrial(int Number, int Attempt, JsonElement Parameters, IReadOnlyDictionary<string, JsonElement> Choices, ulong Seed, double Lease);
