using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Search.Learning;
using ActorTraining.Experiments.Search.Sobol;
using ActorTraining.Experiments.Search.Space;

namespace ActorTraining.Experiments.Search.Cmaes;

/// <summary>CMA-ES: a normal distribution that moves to where results are good and takes on the shape of the function there.</summary>
/// <remarks>
/// Results make generations in the order in which they come, whichever generation their points were drawn from, so that trials side by side never wait for
/// each other. A distribution that is spent starts again elsewhere with twice the population (A. Auger, N. Hansen: A restart CMA evolution strategy with
/// increasing population size, 2005).
/// </remarks>
internal sealed class CmaesSearch : LearningSearch
{
    private const ulong Domain = 0xC3A;
    private const double StandardSigma = 0.15;

    // A range is not worth searching finer than this.
    private const double LeastDeviation = 1e-7;

    // Generations without a better result, for each dimension, until the search starts again.
    private const int Patience = 30;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = Describe(
        "cmaes",
        "Follows the valley of a function of real parameters, however it is turned; at its best with 100 trials and more.",
        problem => new CmaesSearch(problem),
        SearchOptions.Population("4 + 3 ln(dimensions) unless set"),
        SearchOptions.Sigma("0.15 unless set"));

    private readonly IReadOnlyList<Dimension> _real;
    private readonly IReadOnlyList<Dimension> _categories;
    private readonly double _sigma;
    private readonly SobolSequence _sequence;
    private readonly List<Observation> _generation = [];
    private int _population;
    private int _restarts;
    private (double Best, int Generations) _stagnation;
    private CmaesSettings _weights = null!;
    private CmaesDistribution? _distribution;
    private Dictionary<int, CategoryShares> _shares = [];

    /// <summary>Creates the search.</summary>
    /// <param name="problem">What to search.</param>
    public CmaesSearch(SearchProblem problem) : base(problem, Domain)
    {
        _real = [.. Space.Dimensions.Where(dimension => dimension.Kind != DimensionKind.Categorical)];
        _categories = [.. Space.Dimensions.Where(dimension => dimension.Kind == DimensionKind.Categorical)];
        _sigma = problem.Search.Sigma ?? StandardSigma;
        _population = problem.Search.Population ?? 4 + (int)(3 * Math.Log(Math.Max(1, Space.Dimensions.Count)));
        _sequence = new SobolSequence(_real.Count, Seed);
        var known = WarmStart.Best(Results);
        Begin(WarmStart.Of(_real, known, _sigma) ?? ([.. _real.Select(_ => 0.5)], _sigma));
        foreach (var category in _categories)
            _shares[category.Index].Update(Best(known, category));
    }

    /// <inheritdoc/>
    protected override double[] Suggest(int number, int draw, RandomStream random)
    {
        var point = new double[Space.Dimensions.Count];
        foreach (var category in _categories)
            point[category.Index] = _shares[category.Index].Draw(random);
        if (_distribution is null)
            return point;
        // Points of a sequence that is spread evenly, so that a generation leaves no direction out.
        double[] normal = draw == 1
            ? [.. _sequence.Point(number - 1).Select(NormalDistribution.Quantile)]
            : [.. _real.Select(_ => random.Normal())];
        var drawn = _distribution.At(normal);
        for (var i = 0; i < _real.Count; i++)
            point[_real[i].Index] = Inside(_distribution.Mean[i] + (drawn[i] - _distribution.Mean[i]) * Stretch(i));
        return point;
    }

    private void Begin((double[] Mean, double Sigma) start)
    {
        _weights = new CmaesSettings(Math.Max(1, _real.Count), _population);
        _distribution = _real.Count == 0 ? null : new CmaesDistribution(start.Mean, start.Sigma, _population);
        _shares = _categories.ToDictionary(category => category.Index, category => new CategoryShares((int)category.Count!.Value));
        _stagnation = (double.PositiveInfinity, 0);
        _generation.Clear();
    }

    /// <inheritdoc/>
    protected override void Note(Observation observation)
    {
        // The distribution starts from what was known before.
        if (observation.Number == 0)
            return;
        _generation.Add(observation);
        if (_generation.Count < _population)
            return;
        var sound = _generation.Where(result => result.Losses is not null).ToList();
        var order = NondominatedSort.BestFirst([.. sound.Select(result => result.Losses!)]);
        List<Observation> bestFirst = [.. order.Select(place => sound[place]), .. _generation.Where(result => result.Losses is null)];
        _generation.Clear();
        _distribution?.Update([.. bestFirst.Select(Coordinates)]);
        foreach (var category in _categories)
            _shares[category.Index].Update(Best(bestFirst, category));
        Watch(sound);
    }

    // A coordinate that did not count is drawn, so that the distribution keeps its width there.
    private double[] Coordinates(Observation observation)
    {
        var random = new RandomStream(SplitMix64.Output(Seed, SplitMix64.Output((ulong)Noted, (ulong)observation.Number)));
        return [.. _real.Select((dimension, i) => observation.Point[dimension.Index] is var u && double.IsNaN(u)
            ? _distribution!.Mean[i] + _distribution.Deviation(i) * random.Normal()
            : u)];
    }

    private List<(int, double)> Best(IReadOnlyList<Observation> bestFirst, Dimension category) =>
    [
        .. bestFirst.Take(_weights.Mu).Select((result, rank) => (U: result.Point[category.Index], Weight: _weights.Weights[rank]))
            .Where(found => !double.IsNaN(found.U)).Select(found => (category.Alternative(found.U), found.Weight)),
    ];

    private void Watch(List<Observation> sound)
    {
        var best = ObjectiveCount == 1 ? sound.Min(result => (double?)result.Losses![0]) : null;
        _stagnation = best < _stagnation.Best ? (best.Value, 0) : (_stagnation.Best, _stagnation.Generations + 1);
        var isStuck = ObjectiveCount == 1 && _stagnation.Generations * _population > Patience * (10 + Space.Dimensions.Count);
        if (!isStuck && _distribution?.IsSpent(LeastDeviation) != true)
            return;
        var random = new RandomStream(SplitMix64.Output(Seed, SplitMix64.Hash($"restart {++_restarts}")));
        _population *= 2;
        Begin(([.. _real.Select(_ => random.Unit())], _sigma));
    }

    // So wide that some points of a generation reach the neighbouring levels: within one, all values are the same and nothing could be learnt
    // (R. Hamano et al.: CMA-ES with margin, 2022).
    private double Stretch(int i)
    {
        if (_real[i].Count is not { } levels || levels < 2)
            return 1;
        var share = 1.0 / (_population * _real.Count);
        var least = 0.5 / levels / -NormalDistribution.Quantile(share / 2);
        return Math.Max(1, least / _distribution!.Deviation(i));
    }

    // Reflected at the bounds.
    private static double Inside(double u)
    {
        u = Math.Abs(u) % 2;
        return Math.Min(u > 1 ? 2 - u : u, Math.BitDecrement(1));
    }
}
