using ActorTraining.Experiments.Search.Sobol;

namespace ActorTraining.Experiments.Search.Learning;

/// <summary>A search that tries points spread evenly until there is enough to learn from, then the best that its model knows. No point is tried twice while there are others.</summary>
internal abstract class ModelSearch : LearningSearch
{
    // Of two, one is better.
    private const int FewestResults = 2;

    private readonly SobolSequence _sequence;
    private readonly TriedPoints _tried;
    private (int Number, int Results) _modelled;

    /// <summary>Creates the search.</summary>
    /// <param name="problem">What to search.</param>
    /// <param name="domain">Sets its random numbers apart from those that others draw from the same seed.</param>
    protected ModelSearch(SearchProblem problem, ulong domain)
        : base(problem, domain) => (_sequence, _tried) = (new SobolSequence(Space.Dimensions.Count, Seed), new TriedPoints(Space));

    /// <summary>Whether what was learnt is enough for a model.</summary>
    protected abstract bool IsReady { get; }

    /// <summary>Whether there are enough trials for a model: those that run count too, so that trials side by side do not make the beginning longer.</summary>
    /// <param name="learnt">The results to learn from.</param>
    /// <param name="startup">How many trials come before a model.</param>
    protected bool IsEnough(int learnt, int startup) => learnt >= Math.Min(startup, FewestResults) && learnt + Pending.Count >= startup;

    /// <summary>Learns from a result.</summary>
    protected abstract void Learn(Observation observation);

    /// <summary>Makes the model of what was learnt so far.</summary>
    /// <param name="number">The number of the trial that will be proposed from it.</param>
    protected abstract void Model(int number);

    /// <summary>Points that the model thinks well of, at least one, the most promising first.</summary>
    /// <param name="draw">From 1; above that when the suggestions before broke a constraint.</param>
    /// <param name="random">Random numbers for this suggestion alone.</param>
    protected abstract IReadOnlyList<double[]> BestFirst(int draw, RandomStream random);

    /// <inheritdoc/>
    protected sealed override void Note(Observation observation)
    {
        _tried.Add(observation.Point);
        Learn(observation);
    }

    /// <inheritdoc/>
    protected sealed override double[] Suggest(int number, int draw, RandomStream random)
    {
        if (!IsReady || Space.Dimensions.Count == 0)
            return _tried.FirstUntried([draw == 1 ? _sequence.Point(number - 1) : RandomPoint(random)], Pending, random);
        // Refused suggestions for one trial come from the same model.
        if (_modelled != (number, Results.Count))
            Model(number);
        _modelled = (number, Results.Count);
        return _tried.FirstUntried(BestFirst(draw, random), Pending, random);
    }
}
