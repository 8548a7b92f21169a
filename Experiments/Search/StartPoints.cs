using System.Text.Json;
using ActorTraining.Experiments.Search.Space;

namespace ActorTraining.Experiments.Search;

/// <summary>Tries the points that a spec gives before it leaves the choice to an algorithm.</summary>
/// <param name="problem">What to search.</param>
/// <param name="algorithm">Chooses what comes after the points; it hears of them as of its own.</param>
internal sealed class StartPoints(SearchProblem problem, ISearchAlgorithm algorithm) : ISearchAlgorithm
{
    // Sets what is drawn for the incomplete points apart from other draws.
    private const ulong Domain = 0x57A27;

    private readonly ulong _seed = SplitMix64.Output(problem.Seed ^ Domain, 1);
    private int _refused;

    // How many of the points were tried. Trials that users added in between have numbers too, so a trial's own says nothing.
    private int _used;

    /// <inheritdoc/>
    public int? Planned => algorithm.Planned;

    /// <inheritdoc/>
    public int Refused => algorithm.Refused + _refused;

    /// <inheritdoc/>
    /// <exception cref="SearchException">A given point breaks a constraint, whatever it is completed with; or the algorithm found none.</exception>
    public Proposal? Propose(int number)
    {
        if (_used >= problem.Search.Start.Count || number > Planned)
            return algorithm.Propose(number);
        var proposal = Completed(number);
        _used++;
        algorithm.Restore(number, proposal.Parameters);
        return proposal;
    }

    /// <inheritdoc/>
    public void Restore(int number, JsonElement parameters)
    {
        if (_used < problem.Search.Start.Count && Is(problem.Search.Start[_used], parameters))
            _used++;
        algorithm.Restore(number, parameters);
    }

    /// <inheritdoc/>
    public void Observe(TrialResult result) => algorithm.Observe(result);

    private bool Is(IReadOnlyDictionary<string, JsonElement> given, JsonElement parameters) => problem.Space.Encode(parameters) is { } point
        && problem.Space.Dimensions.Where(dimension => !double.IsNaN(point[dimension.Index]) && given.ContainsKey(dimension.Path))
            .All(dimension => dimension.Position(given[dimension.Path]) is { } position && Math.Abs(position - point[dimension.Index]) < 1e-9);

    private Proposal Completed(int number) =>
        Complete(problem, _seed, number, problem.Search.Start[_used], ref _refused)
        ?? throw new SearchException($"search.start[{_used}] breaks the constraints; change the point or loosen them");

    /// <summary>Completes a point at random.</summary>
    /// <param name="problem">What to search.</param>
    /// <param name="number">The number that the trial will have.</param>
    /// <param name="given">The point.</param>
    /// <returns>The proposal; null where it breaks the constraints, whatever it is completed with.</returns>
    public static Proposal? Complete(SearchProblem problem, int number, IReadOnlyDictionary<string, JsonElement> given)
    {
        var refused = 0;
        return Complete(problem, SplitMix64.Output(problem.Seed ^ Domain, 1), number, given, ref refused);
    }

    private static Proposal? Complete(SearchProblem problem, ulong seed, int number, IReadOnlyDictionary<string, JsonElement> given, ref int refused)
    {
        for (var draw = 1; draw <= DrawnSearch.MostDraws; draw++)
        {
            var random = new RandomStream(SplitMix64.Output(SplitMix64.Output(seed, (ulong)number), (ulong)draw));
            var proposal = problem.Space.Draw(new Placement(_ => random.Unit(), given));
            if (problem.IsAllowed is null || problem.IsAllowed(proposal))
                return proposal;
            refused++;
        }
        return null;
    }
}
