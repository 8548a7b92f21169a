using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Search.Learning;
using ActorTraining.Experiments.Search.Sobol;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Nsga2;

/// <summary>NSGA-II: a population that approaches the Pareto front of several objectives and spreads along it.</summary>
/// <remarks>
/// K. Deb et al.: A fast and elitist multiobjective genetic algorithm: NSGA-II (2002), steady state: every result competes for a place at once (J. J.
/// Durillo et al.: On the effect of the steady-state selection scheme in multi-objective genetic algorithms, 2009). That suits trials side by side, which
/// end one at a time.
/// </remarks>
internal sealed class Nsga2Search : LearningSearch
{
    private const ulong Domain = 0x45CA2;
    private const int StandardPopulation = 24;

    // Sorting a large population after each result would cost more than it is worth.
    private const int SortedAtOnce = 100;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = new()
    {
        Name = "nsga2",
        Learns = true,
        Options = new ObjectSchema
        {
            Summary = "Evolves a population towards the trade-offs between several objectives.",
            Properties =
            [
                SearchOptions.Trials, SearchOptions.Population($"{StandardPopulation} unless set"), SearchOptions.Start, SearchOptions.WarmStart, SearchOptions.Known,
            ],
        },
        Create = problem => new Nsga2Search(problem),
    };

    private readonly int _size;
    private readonly SobolSequence _sequence;
    private readonly Offspring _offspring;
    private readonly TriedPoints _tried;

    // The best first, up to those that came since the last selection.
    private List<Observation> _population = [];
    private int _since;
    private int _noted;

    /// <summary>Creates the search.</summary>
    /// <param name="problem">What to search.</param>
    public Nsga2Search(SearchProblem problem) : base(problem, Domain)
    {
        _size = problem.Search.Population ?? StandardPopulation;
        (_sequence, _offspring, _tried) = (new SobolSequence(Space.Dimensions.Count, Seed), new Offspring(Space.Dimensions), new TriedPoints(Space));
    }

    /// <inheritdoc/>
    protected override double[] Suggest(int number, int draw, RandomStream random)
    {
        while (_noted < Results.Count)
            Note(Results[_noted++]);
        if (_population.Count < _size)
            return _tried.FirstUntried([draw == 1 ? _sequence.Point(number - 1) : RandomPoint(random)], Pending, random);
        return _tried.FirstUntried([.. Enumerable.Range(0, 10).Select(_ => _offspring.Of(Parent(random), Parent(random), random))], Pending, random);
    }

    private void Note(Observation observation)
    {
        _tried.Add(observation.Point);
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
