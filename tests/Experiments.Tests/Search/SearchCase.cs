using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Search;

/// <summary>A search and the trials that it proposed so far.</summary>
internal sealed class SearchCase
{
    private readonly SearchProblem _problem;
    private readonly SearchAlgorithm _algorithm;
    private readonly List<Proposal> _proposals = [];
    private readonly List<TrialResult> _results = [];
    private readonly List<int> _pending = [];
    private readonly ISearchAlgorithm _search;

    public SearchCase(string algorithm, object space, ulong seed = 7, int objectives = 1, Func<Proposal, bool>? isAllowed = null, SearchSpec? settings = null)
    {
        _algorithm = SearchAlgorithms.Find(algorithm)!;
        Space = new SearchSpace(ParameterValue.Of(space), new ParameterValidation([]));
        var search = (settings ?? new SearchSpec()) with { Algorithm = algorithm, Trials = algorithm == "grid" ? null : 1_000_000 };
        _problem = new SearchProblem(Space, search, [.. Enumerable.Range(0, objectives).Select(i => Objective.Minimize($"loss{i}"))], seed, isAllowed);
        _search = _algorithm.Create(_problem);
    }

    /// <summary>A space with every kind of parameter that the algorithm takes.</summary>
    public static object EveryKind(string algorithm)
    {
        var rate = algorithm == "grid" ? Vary.Grid(0.01, 0.1, 1) : Vary.LogUniform(1e-4, 1);
        var share = algorithm == "grid" ? Vary.Quantised(0, 0.6, 0.3) : Vary.Uniform(0, 0.99);
        var noise = algorithm == "grid" ? 0.5 : Vary.Normal(0, 2);
        return new
        {
            optimizer = Vary.Choice(new { kind = "sgd", lr = rate, momentum = share }, new { kind = "adam", lr = rate }, "none"),
            batch = Vary.LogInt(1, 4),
            layers = Vary.Int(1, 3),
            dropout = Vary.Quantised(0, 0.5, 0.25),
            noise,
            fixedPart = new { depth = 3 },
        };
    }

    public SearchSpace Space { get; }

    public ISearchAlgorithm Search => _search;

    public IReadOnlyList<Proposal> Proposals => _proposals;

    public IReadOnlyList<int> Pending => _pending;

    /// <summary>Lets the search propose its next trial; null when there is none left.</summary>
    public Proposal? Propose()
    {
        if (_search.Propose(_proposals.Count + 1) is not { } proposal)
            return null;
        _proposals.Add(proposal);
        _pending.Add(_proposals.Count);
        return proposal;
    }

    /// <summary>Ends a pending trial with these values; none for one that failed.</summary>
    public void End(int number, params double?[] values)
    {
        _pending.Remove(number);
        _results.Add(new TrialResult(number, values));
        _search.Observe(_results[^1]);
    }

    /// <summary>Proposes trials one after the other and ends each with the bowl's value.</summary>
    public IReadOnlyList<Proposal> Run(int trials)
    {
        for (var trial = 0; trial < trials && Propose() is not null; trial++)
            End(_proposals.Count, Bowl(_proposals[^1]));
        return _proposals;
    }

    /// <summary>What a coordinator that came back from the store would go on with: all trials in the order of their numbers, then all results in theirs.</summary>
    public ISearchAlgorithm Restored()
    {
        var search = _algorithm.Create(_problem);
        foreach (var (index, proposal) in _proposals.Index())
            search.Restore(index + 1, proposal.Parameters);
        foreach (var result in _results)
            search.Observe(result);
        return search;
    }

    /// <summary>For each objective, how far a parameter set is from where it is best: for the first at 0.3 of every range, for the second at 0.7.</summary>
    public double?[] Bowl(Proposal proposal)
    {
        var point = Space.Encode(proposal.Parameters)!;
        return [.. _problem.Objectives.Select((_, i) => (double?)point.Where(double.IsFinite).Sum(u => (u - 0.3 - 0.4 * i) * (u - 0.3 - 0.4 * i)))];
    }

    public static string Text(Proposal? proposal) => proposal is null ? "none" : proposal.Parameters.GetRawText();
}
