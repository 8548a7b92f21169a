using ActorTraining.Experiments.Search.Learning;

namespace ActorTraining.Experiments.Search.Tpe;

/// <summary>The tree-structured Parzen estimator: tries what is likely among good results and unlikely among bad ones.</summary>
/// <remarks>
/// J. Bergstra et al.: Algorithms for hyper-parameter optimization (2011), with one density over all parameters together (S. Falkner et al.: BOHB, 2018).
/// Running trials and failed ones count as bad, so that trials side by side spread and what fails is avoided.
/// </remarks>
internal sealed class TpeSearch : ModelSearch
{
    private const ulong Domain = 0x79E;
    private const int StandardStartup = 10;
    private const int StandardCandidates = 32;

    // The share of the results that counts as good.
    private const double GoodShare = 0.1;

    // The work for a proposal is bounded by these.
    private const int MostGood = 25;
    private const int MostBad = 300;
    private const int MostFailed = 100;

    // Against Scott's rule, which is for samples of one hill. Narrow kernels around what is bad push proposals away from what was tried and so look
    // farther; wide ones stay close to the best. Each is right for some functions, and they take turns.
    private const double GoodStretch = 0.75;
    private const double BadStretch = 1;
    private const double ExploringStretch = 0.4;

    /// <summary>How specs ask for it.</summary>
    public static SearchAlgorithm Description { get; } = Describe(
        "tpe",
        "Learns where good results are likelier than bad ones; for any space, several objectives included.",
        problem => new TpeSearch(problem),
        SearchOptions.Startup($"{StandardStartup} unless set"),
        SearchOptions.Candidates($"{StandardCandidates} unless set"));

    private readonly int _startup;
    private readonly int _candidates;
    private readonly Ranking _ranking = new();
    private ParzenEstimator? _good;
    private ParzenEstimator? _bad;

    /// <summary>Creates the search.</summary>
    /// <param name="problem">What to search.</param>
    public TpeSearch(SearchProblem problem) : base(problem, Domain) =>
        (_startup, _candidates) = (problem.Search.Startup ?? StandardStartup, problem.Search.Candidates ?? StandardCandidates);

    /// <inheritdoc/>
    protected override bool IsReady => IsEnough(_ranking.BestFirst.Count, _startup);

    /// <inheritdoc/>
    protected override void Learn(Observation observation) => _ranking.Add(observation);

    /// <inheritdoc/>
    protected override IReadOnlyList<double[]> BestFirst(int draw, RandomStream random)
    {
        var candidates = Enumerable.Range(0, _candidates).Select(_ => _good!.Sample(random)).ToList();
        return [.. candidates.OrderByDescending(point => _good!.LogDensity(point) - _bad!.LogDensity(point))];
    }

    /// <inheritdoc/>
    protected override void Model(int number)
    {
        List<double[]> ranked = [.. _ranking.BestFirst.Select(observation => observation.Point)];
        var good = Math.Min((int)Math.Ceiling(GoodShare * ranked.Count), MostGood);
        _good = Density(ranked[..good], GoodStretch);
        _bad = Density(
            [.. Thinned(ranked[good..], MostBad), .. Thinned(_ranking.Failed, MostFailed), .. Pending],
            number % 2 == 0 ? ExploringStretch : BadStretch);
    }

    private ParzenEstimator Density(IReadOnlyList<double[]> points, double stretch) =>
        new(Space.Dimensions, points, KernelWidths.Of(Space.Dimensions, points, stretch));

    // Evenly from the best to the worst.
    private static IEnumerable<double[]> Thinned(IReadOnlyList<double[]> points, int most)
    {
        var kept = Math.Min(points.Count, most);
        return Enumerable.Range(0, kept).Select(i => points[(int)((long)i * points.Count / kept)]);
    }
}
