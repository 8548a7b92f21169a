using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search;

/// <summary>Every combination of the values of a space, in the order of the document, the last varying fastest. Combinations that break a constraint are skipped.</summary>
internal sealed class GridSearch : ISearchAlgorithm
{
    /// <summary>The largest grid that is tried without a limit on its trials: beyond it, a forgotten digit is likelier than an intention.</summary>
    public const int LargestUnlimited = 100_000;

    /// <summary>The most combinations that are held against the constraints before the search gives up.</summary>
    public const int MostExamined = 200_000;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = new()
    {
        Name = "grid",
        Options = new ObjectSchema
        {
            Summary = "Tries every combination of the listed values, the one written last varying fastest.",
            Properties = [new("trials", new IntegerSchema { Minimum = 1, Maximum = SearchOptions.MostTrials, Summary = "The most trials; without it all combinations are tried." })],
        },
        Check = Check,
        Create = problem => new GridSearch(problem.Space, problem.Search.Trials, problem.IsAllowed),
    };

    private readonly SearchSpace _space;

    // The positions that meet the constraints; null when there are none, and each position does.
    private readonly List<int>? _allowed;

    /// <summary>Creates the search.</summary>
    /// <param name="space">A space without continua.</param>
    /// <param name="trials">The most trials; null for all.</param>
    /// <param name="isAllowed">The constraints; null when there are none.</param>
    /// <exception cref="SearchException">No combination, or fewer than asked for in a huge grid, meets the constraints.</exception>
    public GridSearch(SearchSpace space, int? trials, Func<Proposal, bool>? isAllowed)
    {
        _space = space;
        var most = (int)BigInteger.Min(trials ?? LargestUnlimited, space.Count!.Value);
        if (isAllowed is not null)
            (_allowed, Refused) = Examine(space, most, isAllowed);
        Planned = _allowed?.Count ?? most;
    }

    /// <inheritdoc/>
    public int? Planned { get; }

    /// <inheritdoc/>
    public int Refused { get; }

    /// <inheritdoc/>
    public Proposal? Propose(int number) =>
        number > Planned ? null : _space.At(_allowed?[number - 1] ?? number - 1);

    /// <inheritdoc/>
    public void Restore(int number, JsonElement parameters)
    {
        // What comes next depends on its number alone.
    }

    /// <inheritdoc/>
    public void Observe(TrialResult result)
    {
        // The order of a grid does not depend on results.
    }

    private static IEnumerable<ParameterError> Check(SearchSpace space, SearchSpec search)
    {
        foreach (var (place, keyword) in space.Continua)
        {
            yield return new ParameterError(
                place,
                $"a grid search cannot try every value of '{keyword}'; list the values with {{ grid: [ ... ] }}, or write search: {{ algorithm: random, trials: 20 }}");
        }
        if (search.Trials is null && space.Count > LargestUnlimited)
        {
            yield return new ParameterError(
                SpecPath.Trials,
                $"is missing; the grid has {Show(space.Count.Value)} points, and more than {Show(LargestUnlimited)} need a limit");
        }
    }

    private static (List<int> Allowed, int Refused) Examine(SearchSpace space, int most, Func<Proposal, bool> isAllowed)
    {
        var allowed = new List<int>();
        var last = BigInteger.Min(space.Count!.Value, MostExamined);
        var index = 0;
        for (; index < last && allowed.Count < most; index++)
        {
            if (isAllowed(space.At(index)))
                allowed.Add(index);
        }
        if (allowed.Count == 0 || allowed.Count < most && last < space.Count)
            throw new SearchException(TooFew(allowed.Count, last, space.Count.Value));
        return (allowed, index - allowed.Count);
    }

    private static string TooFew(int allowed, BigInteger examined, BigInteger count)
    {
        var which = examined < count ? $"the first {Show(examined)} of the grid's {Show(count)} points" : $"the grid's {Show(count)} points";
        return allowed == 0
            ? $"none of {which} meets the constraints; loosen them or change the values"
            : $"only {allowed} of {which} meet the constraints, fewer than the trials asked for; make the grid smaller";
    }

    private static string Show(BigInteger count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
