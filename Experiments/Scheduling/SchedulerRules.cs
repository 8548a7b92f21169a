using System.Text.Json;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>The rules of early stopping by the names that specs use.</summary>
public static class SchedulerRules
{
    /// <summary>Every rule, in the order in which documentation lists them.</summary>
    internal static IReadOnlyList<SchedulerRule> All { get; } =
    [
        NoRule.Description,
        MedianRule.Description,
        PatienceRule.Description,
        ThresholdRule.Description,
        AshaRule.Description,
        SuccessiveHalvingRule.Description,
        HyperbandRule.Description,
        PopulationRule.Description,
    ];

    /// <summary>Makes the scheduler that a spec asks for, before its first measurement.</summary>
    /// <param name="spec">A spec without faults.</param>
    /// <param name="catalog">The catalogue with the spec's job: it knows which way its metrics are better.</param>
    /// <returns>Null where no trial is ever stopped early.</returns>
    public static ITrialScheduler? Create(ExperimentSpec spec, JobCatalog catalog) =>
        All.First(rule => rule.Name == spec.Scheduler.Rule).Create(Problem(spec.Scheduler, spec.Objectives, spec.Parameters, spec.Seed, catalog.Find(spec.Job)));

    /// <summary>The metrics that the scheduler of a spec looks at; none where it has none.</summary>
    public static IReadOnlyList<string> MetricsOf(ExperimentSpec spec) =>
        spec.Scheduler.Rule == NoRule.Name ? [] : spec.Scheduler.Metric.Count > 0 ? spec.Scheduler.Metric : [spec.Objective.Metric];

    /// <summary>What is wrong with settings that are valid one by one.</summary>
    internal static IEnumerable<ParameterError> Faults(SchedulerSpec scheduler, IReadOnlyList<Objective> objectives, JsonElement parameters, JobDescription job)
    {
        if (scheduler.Rule == NoRule.Name || All.FirstOrDefault(known => known.Name == scheduler.Rule) is not { } rule)
        {
            return [];
        }

        var problem = Problem(scheduler, objectives, parameters, 0, job);
        return [.. SchedulerFaults.OfMetrics(problem, objectives, job), .. SchedulerFaults.OfSteps(problem, job), .. rule.Check(problem)];
    }

    private static SchedulerProblem Problem(SchedulerSpec scheduler, IReadOnlyList<Objective> objectives, JsonElement parameters, ulong seed, JobDescription? job)
    {
        IReadOnlyList<string> metrics = scheduler.Metric.Count > 0 ? scheduler.Metric : [objectives[0].Metric];
        return new SchedulerProblem(scheduler, [.. metrics.Select(metric => new Goal(metric, DirectionOf(metric, objectives, job)))])
        {
            Value = objectives[0].Value,
            Seed = seed,
            Length = job is null ? null : SchedulerFaults.LengthOf(parameters, job),
            Parameters = parameters,
            Adjustable = job?.Adjustable ?? [],
        };
    }

    private static ObjectiveDirection DirectionOf(string metric, IReadOnlyList<Objective> objectives, JobDescription? job) =>
        objectives.FirstOrDefault(objective => objective.Metric == metric) is { } objective ? objective.Direction
        : job?.Metrics.FirstOrDefault(known => known.Name == metric)?.HigherIsBetter == true ? ObjectiveDirection.Maximize : ObjectiveDirection.Minimize;
}
