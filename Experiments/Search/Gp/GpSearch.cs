using ActorTraining.Experiments.Search.Learning;

namespace ActorTraining.Experiments.Search.Gp;

/// <summary>Bayesian optimisation: a Gaussian process says what is expected everywhere, and the point of the greatest expected improvement is tried.</summary>
/// <remarks>
/// J. Snoek et al.: Practical Bayesian optimization of machine learning algorithms (2012). Running trials are believed to give what is expected of them; failed
/// ones count as the worst result. Several objectives become one with weights that change from trial to trial (J. Knowles: ParEGO, 2006).
/// </remarks>
internal sealed class GpSearch : ModelSearch
{
    private const ulong Domain = 0x69;
    private const int StandardStartup = 10;
    private const int StandardCandidates = 400;

    // The work for a proposal grows with the cube of the results that the process is conditioned on.
    private const int MostResults = 200;
    private const int MostPending = 64;

    // Every other proposal knows less about what is far from its points than the likeliest widths say: these are a guess from few results, and a
    // process that is too sure never leaves the first hill that it finds.
    private const double Doubt = 0.3;

    private const int Starts = 2;
    private const int FitSteps = 30;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = Describe(
        "gp",
        "Models the objective by a Gaussian process; needs the fewest trials where each is worth a second of thought.",
        problem => new GpSearch(problem),
        SearchOptions.Startup($"{StandardStartup} unless set"),
        SearchOptions.Candidates($"{StandardCandidates} unless set"));

    private readonly int _startup;
    private readonly FeatureMap _map;
    private readonly Acquisition _acquisition;
    private readonly Ranking _ranking = new();
    private (int Results, KernelWidths? Widths) _fitted;
    private GaussianProcess? _process;
    private double _best;

    /// <summary>Creates the search.</summary>
    /// <param name="problem">What to search.</param>
    public GpSearch(SearchProblem problem) : base(problem, Domain)
    {
        _startup = problem.Search.Startup ?? StandardStartup;
        _map = new FeatureMap(Space.Dimensions);
        _acquisition = new Acquisition(Space.Dimensions, _map, problem.Search.Candidates ?? StandardCandidates);
    }

    /// <inheritdoc/>
    protected override bool IsReady => IsEnough(_ranking.BestFirst.Count, _startup);

    /// <inheritdoc/>
    protected override void Learn(Observation observation) => _ranking.Add(observation);

    /// <inheritdoc/>
    protected override IReadOnlyList<double[]> BestFirst(int draw, RandomStream random)
    {
        if (_process is null)
            return [RandomPoint(random)];
        var leaders = _ranking.BestFirst.Take(Acquisition.Leaders).Select(result => result.Point).ToList();
        // A refused suggestion is replaced by the next best of other candidates.
        return _acquisition.BestFirst(_process, _best, leaders, isRefined: draw == 1, random);
    }

    /// <inheritdoc/>
    protected override void Model(int number)
    {
        var chosen = Chosen(_ranking.BestFirst, MostResults);
        var values = LossWarp.Of(Scalarisation.Of(chosen, ObjectiveCount, new RandomStream(SplitMix64.Output(Seed, SplitMix64.Output((ulong)number, 1)))));
        List<double[]> points = [.. chosen.Select(result => _map.Of(result.Point))];
        var widths = Widths(chosen, points, values);
        if (number % 2 == 0)
            widths = widths.Stretched(Doubt);
        var failed = _ranking.Failed.TakeLast(MostPending).ToList();
        double[] all = [.. values, .. failed.Select(_ => values.Max())];
        var mean = all.Average();
        _process = GaussianProcess.Of(widths, [.. points, .. failed.Select(_map.Of)], [.. all.Select(value => value - mean)]);
        if (_process is null)
            return;
        // What is expected at the best point rather than the best value, which noise may have made.
        _best = points.Min(point => _process.At(point).Mean);
        foreach (var point in Pending.Take(MostPending))
            _process.Believe(_map.Of(point));
    }

    // With one objective the widths of some results ago will do; with several the values are others each time.
    private KernelWidths Widths(IReadOnlyList<Observation> chosen, List<double[]> points, double[] values)
    {
        var random = new RandomStream(SplitMix64.Output(Seed, SplitMix64.Hash("widths")));
        if (ObjectiveCount > 1)
            return new WidthFit(_map, Space.Dimensions.Count, points, values).Best(1, FitSteps / 2, random);
        var due = Due(_ranking.BestFirst.Count);
        if (_fitted.Widths is null || _fitted.Results != due)
        {
            // The first results that there were, so that a search which comes back from the store fits the same ones.
            var then = due == _ranking.BestFirst.Count ? chosen : Chosen(RankedUpTo(due), MostResults);
            var (places, losses) = (then.Select(result => _map.Of(result.Point)).ToList(), LossWarp.Of([.. then.Select(result => result.Losses![0])]));
            _fitted = (due, new WidthFit(_map, Space.Dimensions.Count, places, losses).Best(Starts, FitSteps, random));
        }
        return _fitted.Widths!;
    }

    // Every result up to 30, then whenever there are five per cent more.
    private static int Due(int count)
    {
        var due = Math.Min(count, 30);
        while (due + Math.Max(1, due / 20) <= count)
            due += Math.Max(1, due / 20);
        return due;
    }

    private IReadOnlyList<Observation> RankedUpTo(int count)
    {
        var ranking = new Ranking();
        foreach (var observation in Results.Where(result => result.Losses is not null).Take(count))
            ranking.Add(observation);
        return ranking.BestFirst;
    }

    // The better half of what there is room for, and evenly spread ones of the others.
    private static List<Observation> Chosen(IReadOnlyList<Observation> ranked, int most)
    {
        if (ranked.Count <= most)
            return [.. ranked];
        var (best, rest) = (most / 2, ranked.Count - most / 2);
        return [.. ranked.Take(best), .. Enumerable.Range(0, most - best).Select(i => ranked[best + (int)((long)i * rest / (most - best))])];
    }
}
