using ActorTraining.Experiments.Search.Space;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Halton;

/// <summary>The points of a Halton sequence, one dimension for each expression. A point that breaks a constraint is left out, and the next one takes its place.</summary>
/// <remarks>A proposal depends on the seed of the experiment and the proposals before it, never on results.</remarks>
internal sealed class HaltonSearch : ISearchAlgorithm
{
    /// <summary>The most points that are looked at for one trial.</summary>
    public const int MostPoints = RandomSearch.MostDraws;

    // Sets the permutations apart from the seeds of trials, which come from the same generator and the same seed.
    private const ulong Domain = 0x4A170;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = new()
    {
        Name = "halton",
        Options = new ObjectSchema
        {
            Summary = "Spreads the parameter sets evenly over the space, with fewer gaps and clusters than random draws.",
            Properties = [SearchOptions.Trials, SearchOptions.Start],
        },
        Create = problem => new HaltonSearch(problem.Space, problem.Search.Trials!.Value, problem.Seed, problem.IsAllowed),
    };

    private readonly SearchSpace _space;
    private readonly Func<Proposal, bool>? _isAllowed;
    private readonly Dictionary<string, int> _dimensions;
    private readonly HaltonSequence _sequence;
    private long _next;

    /// <summary>Creates the search.</summary>
    /// <param name="space">The space.</param>
    /// <param name="trials">The number of trials, at least 1.</param>
    /// <param name="seed">The seed of the experiment.</param>
    /// <param name="isAllowed">The constraints; null when there are none.</param>
    public HaltonSearch(SearchSpace space, int trials, ulong seed, Func<Proposal, bool>? isAllowed)
    {
        (_space, _isAllowed, Planned) = (space, isAllowed, trials);
        _dimensions = space.Paths.Index().ToDictionary(path => path.Item, path => path.Index);
        _sequence = new HaltonSequence(_dimensions.Count, SplitMix64.Output(seed ^ Domain, 1));
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
        for (var looked = 0; looked < MostPoints; looked++)
        {
            var index = _next++;
            var proposal = _space.Draw(new Placement(dimension => _sequence.At(index, _dimensions[dimension.Path])));
            if (_isAllowed is null || _isAllowed(proposal))
                return proposal;
            Refused++;
        }
        throw new SearchException($"none of {MostPoints:N0} points looked at for trial {number} meets the constraints; loosen them or narrow the space");
    }

    /// <inheritdoc/>
    public void Observe(TrialResult result)
    {
        // The points do not depend on results.
    }
}
