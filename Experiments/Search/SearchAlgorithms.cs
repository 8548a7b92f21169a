using System.Text.Json;
using ActorTraining.Experiments.Search.Cmaes;
using ActorTraining.Experiments.Search.Gp;
using ActorTraining.Experiments.Search.Halton;
using ActorTraining.Experiments.Search.Nsga2;
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
    internal static IReadOnlyList<SearchAlgorithm> All { get; } =
    [
        GridSearch.Description, RandomSearch.Description, HaltonSearch.Description, SobolSearch.Description, TpeSearch.Description,
        GpSearch.Description, CmaesSearch.Description, Nsga2Search.Description,
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

    /// <summary>Makes the algorithm of an experiment that is stored: it was valid when it was submitted, and goes on although new ones are held to more by now.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="catalog">The catalogue with the spec's job.</param>
    /// <exception cref="InvalidSpecException">This build has no such job.</exception>
    public static ISearchAlgorithm ForStored(ExperimentSpec spec, JobCatalog catalog)
    {
        if (catalog.Find(spec.Job) is not { } job)
            throw new InvalidSpecException([new ParameterError(SpecPath.Job, $"'{spec.Job}' is no job of this build")]);
        return CreateFor(spec with { Constraints = [.. spec.Constraints.Where(text => Constraint.IsUnderstood(text, job))] }, catalog);
    }

    /// <summary>Those of the results that are in the space of a spec, in their order.</summary>
    public static IReadOnlyList<KnownTrial> WithinSpace(ExperimentSpec spec, JobCatalog catalog, IReadOnlyList<KnownTrial> known)
    {
        var space = ProblemOf(spec, catalog).Space;
        return [.. known.Where(trial => space.Encode(trial.Parameters) is not null)];
    }

    /// <summary>Completes points that a user wants to be tried, each as values by their path under <c>params</c>; what one leaves out is drawn.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="catalog">The catalogue with the spec's job.</param>
    /// <param name="points">The points.</param>
    /// <param name="next">The number that the first of them will have.</param>
    /// <exception cref="InvalidSpecException">A point is not in the space or breaks the constraints; the exception lists all faults.</exception>
    public static IReadOnlyList<Proposal> Complete(ExperimentSpec spec, JobCatalog catalog, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> points, int next)
    {
        var problem = ProblemOf(spec, catalog);
        var faults = PointFaults.Of(points, problem.Space, "points").ToList();
        if (spec.Search.Algorithm == GridSearch.Description.Name)
            faults.Add(new ParameterError("points", "cannot be added to a grid, which tries all of its points by itself; add a value to the grid of a clone"));
        var proposals = new List<Proposal>();
        for (var i = 0; i < points.Count && faults.Count == 0; i++)
        {
            if (StartPoints.Complete(problem, next + i, points[i]) is { } proposal)
                proposals.Add(proposal);
            else
                faults.Add(new ParameterError($"points[{i}]", "breaks the constraints"));
        }
        return faults.Count == 0 ? proposals : throw new InvalidSpecException(faults);
    }

    /// <summary>The algorithm of this name; null when there is none.</summary>
    internal static SearchAlgorithm? Find(string name) => All.FirstOrDefault(algorithm => algorithm.Name == name);

    /// <summary>Whether the search of a spec has to be told of the parameters of stored trials when it is restored: it learns from results, or has points to start from.</summary>
    public static bool NeedsParameters(ExperimentSpec spec) => spec.Search.Start.Count > 0 || Find(spec.Search.Algorithm)?.Learns == true;

    /// <summary>Makes the algorithm for a spec that has no faults, as far as that can be told without searching.</summary>
    internal static ISearchAlgorithm CreateFor(ExperimentSpec spec, JobCatalog catalog)
    {
        var problem = ProblemOf(spec, catalog);
        var algorithm = Find(spec.Search.Algorithm)!.Create(problem);
        return spec.Search.Start.Count == 0 ? algorithm : new StartPoints(problem, algorithm);
    }

    private static SearchProblem ProblemOf(ExperimentSpec spec, JobCatalog catalog) => new(
        new SearchSpace(spec.Parameters, new ParameterValidation([])), spec.Search, spec.Objectives, spec.Seed, Constraint.All(spec.Constraints, catalog.Find(spec.Job)!));
}
