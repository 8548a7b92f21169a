using ActorTraining.Experiments.Search.Halton;
using ActorTraining.Experiments.Search.Sobol;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Experiments.Search.Tpe;
using ActorTraining.Experiments.Specs;
using ActorTraining.Experiments.Specs.Constraints;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search;

/// <summary>The search algorithms by the names that specs use.</summary>
public static class SearchAlgorithms
{
    /// <summary>Every algorithm, in the order in which documentation lists them.</summary>
    internal static IReadOnlyList<SearchAlgorithm> All { get; } = [
        GridSearch.Description, RandomSearch.Description, HaltonSearch.Description, SobolSearch.Description, TpeSearch.Description,
    ];

    /// <summary>Makes the algorithm that a spec asks for, at the start of its sequence of proposals.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="catalog">The catalogue with the spec's job: constraints see the defaults of its parameters.</param>
    /// <exception cref="InvalidSpecException">The spec has faults.</exception>
    /// <exception cref="SearchException">No parameter set meets the constraints.</exception>
    public static ISearchAlgorithm Create(ExperimentSpec spec, JobCatalog catalog)
    {
        var errors = SpecValidator.FaultsBeforeSearch(SpecJson.Write(spec), catalog);
        return errors.Count == 0 ? CreateFor(spec, catalog) : throw new InvalidSpecException(errors);
    }

    /// <summary>The algorithm of this name; null when there is none.</summary>
    internal static SearchAlgorithm? Find(string name) => All.FirstOrDefault(algorithm => algorithm.Name == name);

    /// <summary>Whether the proposals of a spec's search depend on results.</summary>
    public static bool Learns(ExperimentSpec spec) => Find(spec.Search.Algorithm)?.Learns == true;

    /// <summary>Makes the algorithm for a spec that has no faults, as far as that can be told without searching.</summary>
    internal static ISearchAlgorithm CreateFor(ExperimentSpec spec, JobCatalog catalog)
    {
        var space = new SearchSpace(spec.Parameters, new ParameterValidation([]));
        var isAllowed = Constraint.All(spec.Constraints, catalog.Find(spec.Job)!);
        var problem = new SearchProblem(space, spec.Search, spec.Objectives, spec.Seed, isAllowed);
        var algorithm = Find(spec.Search.Algorithm)!.Create(problem);
        return spec.Search.Start.Count == 0 ? algorithm : new StartPoints(problem, algorithm);
    }
}
