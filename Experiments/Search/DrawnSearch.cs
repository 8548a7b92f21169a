using System.Text.Json;

namespace ActorTraining.Experiments.Search;

/// <summary>A search that draws parameter sets, by chance or by a rule, until one meets the constraints.</summary>
/// <param name="problem">What to search, with a number of trials.</param>
internal abstract class DrawnSearch(SearchProblem problem) : ISearchAlgorithm
{
    /// <summary>The most draws for one trial: with one in a thousand allowed, one trial in twenty thousand would still fail.</summary>
    public const int MostDraws = 10_000;

    /// <inheritdoc/>
    public int? Planned => problem.Search.Trials;

    /// <inheritdoc/>
    public int Refused { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="SearchException">The constraints leave too little of the space.</exception>
    public virtual Proposal? Propose(int number)
    {
        if (number > Planned)
            return null;
        for (var draw = 1; draw <= MostDraws; draw++)
        {
            var proposal = Draw(number, draw);
            if (problem.IsAllowed is null || problem.IsAllowed(proposal))
                return proposal;
            Refused++;
        }
        throw new SearchException($"none of {MostDraws:N0} parameter sets drawn for trial {number} meets the constraints; loosen them or narrow the space");
    }

    /// <inheritdoc/>
    public virtual void Restore(int number, JsonElement parameters)
    {
        // As a rule, what comes next depends on its number alone.
    }

    /// <inheritdoc/>
    public virtual void Observe(TrialResult result)
    {
        // As a rule, draws are independent of results.
    }

    /// <summary>A parameter set, which may break a constraint.</summary>
    /// <param name="number">The trial's number, from 1.</param>
    /// <param name="draw">From 1; above that when the sets drawn for this trial before broke a constraint.</param>
    protected abstract Proposal Draw(int number, int draw);
}
