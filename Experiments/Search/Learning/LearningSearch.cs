using System.Text.Json;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Learning;

/// <summary>A search whose proposals depend on results. A proposal that breaks a constraint is replaced.</summary>
/// <remarks>
/// A suggestion may depend only on the seed, the trial's number, the number of the draw, <see cref="Results"/> in their order and <see cref="Pending"/>:
/// then a coordinator that comes back from the store goes on as if it had never been away.
/// </remarks>
internal abstract class LearningSearch : DrawnSearch
{
    /// <summary>After so many refused suggestions for one trial, random points are tried: the model wants what the constraints forbid.</summary>
    private const int MostSuggestions = 100;

    private readonly IReadOnlyList<Objective> _objectives;
    private readonly SortedDictionary<int, double[]> _pending = [];
    private readonly List<Observation> _results = [];
    private int _noted;

    /// <summary>Creates the search.</summary>
    /// <param name="problem">What to search.</param>
    /// <param name="domain">Sets its random numbers apart from those that others draw from the same seed.</param>
    protected LearningSearch(SearchProblem problem, ulong domain)
        : base(problem)
    {
        (Space, _objectives) = (problem.Space, problem.Objectives);
        Seed = SplitMix64.Output(problem.Seed ^ domain, 1);
        foreach (var known in problem.Search.Known)
        {
            // With values, but none to compare by, it says nothing; without any it is one that failed.
            if (Space.Encode(known.Parameters) is { } point && (known.Values.Count == 0 || _objectives.All(objective => known.Values.ContainsKey(objective.Metric))))
                _results.Add(new Observation(0, point, Losses([.. _objectives.Select(objective => known.Values.TryGetValue(objective.Metric, out var value) ? (double?)value : null)])));
        }
    }

    /// <summary>Describes an algorithm that learns from results.</summary>
    /// <param name="name">The name that specs use.</param>
    /// <param name="summary">What it does, in one sentence.</param>
    /// <param name="create">Makes it.</param>
    /// <param name="own">The settings that not every such algorithm takes.</param>
    protected static SearchAlgorithm Describe(string name, string summary, Func<SearchProblem, ISearchAlgorithm> create, params IEnumerable<KeyValuePair<string, ParameterSchema>> own) => new()
    {
        Name = name,
        Learns = true,
        Options = new ObjectSchema
        {
            Summary = summary,
            Properties = [SearchOptions.Trials, .. own, SearchOptions.Start, SearchOptions.WarmStart, SearchOptions.Known],
        },
        Create = create,
    };

    /// <summary>All parameter sets.</summary>
    protected SearchSpace Space { get; }

    /// <summary>The seed of this search's random numbers.</summary>
    protected ulong Seed { get; }

    /// <summary>How many objectives there are, at least 1.</summary>
    protected int ObjectiveCount => _objectives.Count;

    /// <summary>The trials that came to their end, in the order in which they did; those known from before first.</summary>
    protected IReadOnlyList<Observation> Results => _results;

    /// <summary>The points of the trials that have not come to their end, by number.</summary>
    protected IReadOnlyCollection<double[]> Pending => _pending.Values;

    /// <summary>How many of <see cref="Results"/> the algorithm was told of.</summary>
    protected int Noted => _noted;

    /// <inheritdoc/>
    public override Proposal? Propose(int number)
    {
        while (_noted < _results.Count)
            Note(_results[_noted++]);
        var proposal = base.Propose(number);
        if (proposal is not null)
            Await(number, proposal.Parameters);
        return proposal;
    }

    /// <inheritdoc/>
    public override void Restore(int number, JsonElement parameters) => Await(number, parameters);

    /// <inheritdoc/>
    public override void Observe(TrialResult result)
    {
        if (_pending.Remove(result.Number, out var point))
            _results.Add(new Observation(result.Number, point, Losses(result.Objectives)));
    }

    /// <inheritdoc/>
    protected sealed override Proposal Draw(int number, int draw)
    {
        var random = new RandomStream(SplitMix64.Output(SplitMix64.Output(Seed, (ulong)number), (ulong)draw));
        return Space.At(draw <= MostSuggestions ? Suggest(number, draw, random) : RandomPoint(random));
    }

    /// <summary>Takes note of one of <see cref="Results"/>, each once and in their order.</summary>
    protected abstract void Note(Observation observation);

    /// <summary>The point to try next.</summary>
    /// <param name="number">The trial's number, from 1.</param>
    /// <param name="draw">From 1; above that when the suggestions before broke a constraint.</param>
    /// <param name="random">Random numbers for this suggestion alone.</param>
    /// <returns>A coordinate in [0, 1) for each dimension, those that do not count included.</returns>
    protected abstract double[] Suggest(int number, int draw, RandomStream random);

    /// <summary>A random point.</summary>
    protected double[] RandomPoint(RandomStream random)
    {
        var point = new double[Space.Dimensions.Count];
        for (var i = 0; i < point.Length; i++)
            point[i] = random.Unit();
        return point;
    }

    // Through the values, also where the point is known: a coordinate that was rounded to a value shall be the same after a restart.
    private void Await(int number, JsonElement parameters)
    {
        if (Space.Encode(parameters) is { } point)
            _pending[number] = point;
    }

    private double[]? Losses(IReadOnlyList<double?> values)
    {
        var losses = new double[_objectives.Count];
        for (var i = 0; i < losses.Length; i++)
        {
            if (i >= values.Count || values[i] is not { } value || !double.IsFinite(value))
                return null;
            losses[i] = _objectives[i].Direction == ObjectiveDirection.Maximize ? -value : value;
        }
        return losses;
    }
}
