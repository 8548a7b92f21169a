using System.Text.Json;

namespace ActorTraining.Experiments.Search;

/// <summary>Chooses the parameter sets that an experiment tries. Pure: the same history gives the same proposals.</summary>
/// <remarks>
/// A coordinator that comes back makes a new instance, calls <see cref="Propose"/> as often as there are stored trials (and drops the answers)
/// and <see cref="Observe"/> for every stored result in its stored order, and is where it was.
/// </remarks>
public interface ISearchAlgorithm
{
    /// <summary>The number of trials there will be in all; null where the algorithm does not know.</summary>
    int? Planned { get; }

    /// <summary>The parameter sets so far that broke a constraint and were left out; they are no trials.</summary>
    int Refused { get; }

    /// <summary>The next parameter set; null when there is none left.</summary>
    /// <param name="number">The number that the trial will have, from 1.</param>
    Proposal? Propose(int number);

    /// <summary>Takes note of a result.</summary>
    /// <param name="number">The trial's number.</param>
    /// <param name="objective">Its objective; null when it ended without one.</param>
    void Observe(int number, double? objective);
}

/// <summary>A proposed parameter set.</summary>
/// <param name="Parameters">The spec's parameters with every search expression replaced by a value.</param>
/// <param name="Choices">The replaced values alone, by their path under <c>params</c>.</param>
public sealed record Proposal(JsonElement Parameters, IReadOnlyDictionary<string, JsonElement> Choices);
