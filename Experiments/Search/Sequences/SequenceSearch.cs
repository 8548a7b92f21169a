using System.Text.Json;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Sequences;

/// <summary>The points of a sequence, one dimension for each expression. A point that breaks a constraint is left out, and the next one takes its place.</summary>
/// <remarks>A proposal depends on the seed of the experiment and the proposals before it, never on results.</remarks>
internal sealed class SequenceSearch : DrawnSearch
{
    private readonly SearchSpace _space;
    private readonly Dictionary<string, int> _dimensions;
    private readonly IPointSequence _sequence;
    private long _next;

    /// <summary>Describes the search of a sequence.</summary>
    /// <param name="name">The name that specs use.</param>
    /// <param name="summary">What it does, in one sentence.</param>
    /// <param name="domain">Sets its random numbers apart from those that others draw from the same seed.</param>
    /// <param name="sequence">Makes a sequence of so many dimensions, scrambled with a seed.</param>
    public static SearchAlgorithm Describe(string name, string summary, ulong domain, Func<int, ulong, IPointSequence> sequence) => new()
    {
        Name = name,
        Options = new ObjectSchema { Summary = summary, Properties = [SearchOptions.Trials, SearchOptions.Start] },
        Create = problem => new SequenceSearch(problem, dimensions => sequence(dimensions, SplitMix64.Output(problem.Seed ^ domain, 1))),
    };

    private SequenceSearch(SearchProblem problem, Func<int, IPointSequence> sequence)
        : base(problem)
    {
        _space = problem.Space;
        _dimensions = _space.Paths.Index().ToDictionary(path => path.Item, path => path.Index);
        _sequence = sequence(_dimensions.Count);
    }

    /// <inheritdoc/>
    /// <remarks>A point is used up for every trial, whoever chose its parameters.</remarks>
    public override void Restore(int number, JsonElement parameters)
    {
        try
        {
            Propose(number);
        }
        catch (SearchException)
        {
            // The trial is there all the same; whether there is one more, the next proposal says.
        }
    }

    /// <inheritdoc/>
    protected override Proposal Draw(int number, int draw)
    {
        var index = _next++;
        return _space.Draw(new Placement(dimension => _sequence.At(index, _dimensions[dimension.Path])));
    }
}
