using ActorTraining.Experiments.Search.Space;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search;

/// <summary>A search algorithm as <see cref="SearchAlgorithms"/> lists it.</summary>
internal sealed record SearchAlgorithm
{
    /// <summary>The name that specs use.</summary>
    public required string Name { get; init; }

    /// <summary>What it may be told in a spec.</summary>
    public required ObjectSchema Options { get; init; }

    /// <summary>Whether its proposals depend on results: then the parameters of all trials are kept at hand for it.</summary>
    public bool Learns { get; init; }

    /// <summary>Tells why it cannot search a space that is valid in itself.</summary>
    public Func<SearchSpace, SearchSpec, IEnumerable<ParameterError>> Check { get; init; } = (_, _) => [];

    /// <summary>Makes it, at the start of its sequence of proposals.</summary>
    public required Func<SearchProblem, ISearchAlgorithm> Create { get; init; }
}
