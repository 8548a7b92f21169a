using System.Text.Json;

namespace ActorTraining.Experiments.Search;

/// <summary>Chooses the parameter sets that an experiment tries. Pure: the same history gives the same proposals.</summary>
/// <remarks>
/// A coordinator that comes back makes a new instance, tells it of every stored trial in the order of their numbers (<see cref="Restore"/>) and of
/// every stored result in its stored order (<see cref="Observe"/>), and is where it was: what is proposed next depends on the seed, on the trials
/// that there are, and on the results and their order, not on which of them were known when.
/// </remarks>
public interface ISearchAlgorithm
{
    /// <summary>The number of trials there will be in all; null where the algorithm does not know.</summary>
    int? Planned { get; }

    /// <summary>The parameter sets so far that broke a constraint and were left out; they are no trials.</summary>
    int Refused { get; }

    /// <summary>The next parameter set; null when there is none left.</summary>
    /// <param name="number">The number that the trial will have, from 1; one more than the last time.</param>
    /// <exception cref="SearchException">No parameter set meets the constraints.</exception>
    Proposal? Propose(int number);

    /// <summary>Takes note of a trial that there is already: proposed in an earlier life, or by a user.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="parameters">Its parameters; undefined where nobody kept them for an algorithm that does not learn.</param>
    void Restore(int number, JsonElement parameters);

    /// <summary>Takes note of a trial that came to its end.</summary>
    void Observe(TrialResult result);
}
