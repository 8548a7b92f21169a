using ActorTraining.Experiments;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Storage;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Grains;

/// <summary>Looks up the experiments that a search starts from, and writes their results into the spec: from then on it depends on nothing else.</summary>
/// <param name="store">Where the experiments are.</param>
/// <param name="jobs">The jobs.</param>
internal sealed class WarmStart(IExperimentStore store, JobCatalog jobs)
{
    private const int MostOfOne = 300;
    private const int PerPage = 1_000;

    /// <summary>The spec with the results in place of the experiments' names.</summary>
    /// <exception cref="InvalidSpecException">There is no such experiment, or none of its trials is in the space of the spec.</exception>
    public async Task<ExperimentSpec> ResolveAsync(ExperimentSpec spec, CancellationToken cancel)
    {
        if (spec.Search.WarmStart.Count == 0)
        {
            return spec;
        }

        var known = new List<KnownTrial>(spec.Search.Known);
        var faults = new List<ParameterError>();
        foreach (var (index, name) in spec.Search.WarmStart.Index())
        {
            var (found, fault) = await ResultsAsync(spec, name, cancel);
            known.AddRange(found.Select(trial => trial with { From = name }));
            faults.AddRange(fault is null ? [] : [new ParameterError($"spec.search.warm_start[{index}]", fault)]);
        }

        return faults.Count == 0
            ? spec with { Search = spec.Search with { WarmStart = [], Known = known } }
            : throw new InvalidSpecException(faults);
    }

    private async Task<(IReadOnlyList<KnownTrial> Found, string? Fault)> ResultsAsync(ExperimentSpec spec, string name, CancellationToken cancel)
    {
        if (await FindAsync(name, cancel) is not { } other)
        {
            return ([], $"there is no experiment '{name}'");
        }

        var trials = new List<TrialInfo>();
        for (Page<TrialInfo> page; (page = await PageAsync(other.Id, trials.Count, cancel)).Items.Count > 0;)
        {
            trials.AddRange(page.Items);
        }

        var known = trials.Select(trial => Known(spec, other.Spec, trial)).OfType<KnownTrial>().ToList();
        var fitting = SearchAlgorithms.WithinSpace(spec, jobs, known);
        return fitting.Count > 0 ? (Thinned(BestFirst(fitting, spec.Objective)), null)
            : known.Count > 0 ? ([], $"none of the {known.Count} results of '{other.Id}' is in the space of this search")
            : ([], $"'{other.Id}' has no completed trial with {string.Join(" and ", spec.Objectives.Select(objective => $"'{objective.Metric}'"))}");
    }

    private Task<Page<TrialInfo>> PageAsync(string experiment, int offset, CancellationToken cancel) =>
        store.TrialsAsync(experiment, new TrialQuery { States = [TrialState.Completed], BestFirst = true, Offset = offset, Limit = PerPage }, cancel);

    private async Task<ExperimentInfo?> FindAsync(string name, CancellationToken cancel)
    {
        try
        {
            return await store.GetAsync(name, cancel);
        }
        catch (UnknownExperimentException)
        {
            // The newest of that name.
            return (await store.ListAsync(new ExperimentQuery { Text = name, Limit = PerPage }, cancel)).Items.Where(other => other.Spec.Name == name).MaxBy(other => other.Created);
        }
    }

    private static KnownTrial? Known(ExperimentSpec spec, ExperimentSpec other, TrialInfo trial)
    {
        var values = new Dictionary<string, double>();
        foreach (var objective in spec.Objectives)
        {
            // By its own rule, last or best, where it was an objective there too.
            var there = other.Objectives.ToList().IndexOf(objective);
            var value = there >= 0 && there <= trial.FurtherObjectives.Count
                ? there == 0 ? trial.Objective : trial.FurtherObjectives[there - 1]
                : trial.Metrics.TryGetValue(objective.Metric, out var last) ? last : null;
            if (value is not { } number || !double.IsFinite(number))
            {
                return null;
            }

            values[objective.Metric] = number;
        }

        return new KnownTrial(trial.Parameters, values);
    }

    private static List<KnownTrial> BestFirst(IReadOnlyList<KnownTrial> known, Objective objective) => objective.Direction == ObjectiveDirection.Maximize
        ? [.. known.OrderByDescending(trial => trial.Values[objective.Metric])]
        : [.. known.OrderBy(trial => trial.Values[objective.Metric])];

    // They come best first; the best and the worst are kept, and an even choice of those between.
    private static List<KnownTrial> Thinned(List<KnownTrial> known) => known.Count <= MostOfOne
        ? known
        : [.. Enumerable.Range(0, MostOfOne).Select(i => known[(int)((long)i * (known.Count - 1) / (MostOfOne - 1))])];
}
