using System.Text.Json;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search;

/// <summary>Independent random draws from a space. A draw that breaks a constraint is replaced by the next.</summary>
/// <remarks>
/// A proposal depends on the seed of the experiment and the number of the trial alone, whatever ran before and beside it; and the value of each
/// parameter also on its own path alone, so that a further parameter in the spec leaves the others' values as they were.
/// </remarks>
internal sealed class RandomSearch : ISearchAlgorithm
{
    /// <summary>The most draws for one trial: with one in a thousand allowed, one trial in twenty thousand would still fail.</summary>
    public const int MostDraws = 10_000;

    // Sets the draws apart from the seeds of trials, which come from the same generator and the same seed.
    private const ulong Domain = 0x5EA2C4;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = new()
    {
        Name = "random",
        Options = new ObjectSchema
        {
            Summary = "Draws every parameter set at random, independently of all others.",
            Properties = [SearchOptions.Trials, SearchOptions.Start],
        },
        Create = problem => new RandomSearch(problem.Space, problem.Search.Trials!.Value, problem.Seed, problem.IsAllowed),
    };

    private readonly SearchSpace _space;
    private readonly ulong _seed;
    private readonly Func<Proposal, bool>? _isAllowed;

    /// <summary>Creates the search.</summary>
    /// <param name="space">The space.</param>
    /// <param name="trials">The number of trials, at least 1.</param>
    /// <param name="seed">The seed of the experiment.</param>
    /// <param name="isAllowed">The constraints; null when there are none.</param>
    public RandomSearch(SearchSpace space, int trials, ulong seed, Func<Proposal, bool>? isAllowed)
    {
        _space = space;
        _seed = SplitMix64.Output(seed ^ Domain, 1);
        _isAllowed = isAllowed;
        Planned = trials;
    }

    /// <inheritdoc/>
    public int? Planned { get; }

    /// <inheritdoc/>
    public int Refused { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="SearchException">The constraints leave too little of the space.</exception>
    public Proposal? Propose(int number)
    {
        if (number > Planned)
            return null;
        var stream = SplitMix64.Output(_seed, (ulong)number);
        for (var draw = 1; draw <= MostDraws; draw++)
        {
            var seed = SplitMix64.Output(stream, (ulong)draw);
            var proposal = _space.Draw(new Placement(dimension => SplitMix64.Unit(SplitMix64.Output(seed ^ SplitMix64.Hash(dimension.Path), 1))));
            if (_isAllowed is null || _isAllowed(proposal))
                return proposal;
            Refused++;
        }
        throw new SearchException($"none of {MostDraws:N0} parameter sets drawn for trial {number} meets the constraints; loosen them or narrow the space");
    }

    /// <inheritdoc/>
    public void Restore(int number, JsonElement parameters)
    {
        // What comes next depends on its number alone.
    }

    /// <inheritdoc/>
    public void Observe(TrialResult result)
    {
        // Draws are independent of results.
    }
}
