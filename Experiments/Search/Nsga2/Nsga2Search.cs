using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Search.Learning;

namespace ActorTraining.Experiments.Search.Nsga2;

/// <summary>NSGA-II: a population that approaches the Pareto front of several objectives and spreads along it.</summary>
/// <remarks>
/// K. Deb et al.: A fast and elitist multiobjective genetic algorithm: NSGA-II (2002), steady state: every result competes for a place at once (J. J.
/// Durillo et al.: On the effect of the steady-state selection scheme in multi-objective genetic algorithms, 2009). That suits trials side by side, which
/// end one at a time.
/// </remarks>
internal sealed class Nsga2Search : ModelSearch
{
    private const ulong Domain = 0x45CA2;
    private const int StandardPopulation = 24;

    // Sorting a large population after each result would cost more than it is worth.
    private const int SortedAtOnce = 100;

    // So many children for one place: some are what was tried already.
    private const int Litter = 10;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = Describe(
        "nsga2",
        "Evolves a population towards the trade-offs between several objectives.",
        problem => new Nsga2Search(problem),
        SearchOptions.Population($"{StandardPopulation} unless set"));

    private readonly int _size;
    private readonly Offspring _offspring;

    // The best first, up to those that came since the last selection.
    private List<Observation> _population = [];
    private int _since;

    /// <summary>Creates the search.</summary>
    /// <param name="problem">What to search.</param>
    public Nsga2Search(SearchProblem problem) : base(problem, Domain) =>
        (_size, _offspring) = (problem.Search.Population ?? StandardPopulation, new Offspring(Space.Dimensions));

    /// <inheritdoc/>
    protected override bool IsReady => _population.Count >= _size;

    /// <inheritdoc/>
    protected override IReadOnlyList<double[]> BestFirst(int draw, RandomStream random) =>
        [.. Enumerable.Range(0, Litter).Select(_ => _offspring.Of(Parent(random), Parent(random), random))];

    /// <inheritdoc/>
    protected override void Model(int number)
    {
        // The population is the model.
    }

    /// <inheritdoc/>
    protected override void Learn(Observation observation)
    {
        if (observation.Losses is null)
            return;
        _population.Add(observation);
        if (_population.Count <= _size || ++_since < Math.Max(1, _size / SortedAtOnce))
            return;
        _since = 0;
        _population = [.. NondominatedSort.BestFirst([.. _population.Select(result => result.Losses!)]).Take(_size).Select(place => _population[place])];
    }

    // A tournament of two.
    private double[] Parent(RandomStream random) => _population[Math.Min(random.Below(_size), random.Below(_size))].Point;
}
