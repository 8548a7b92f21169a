using System.Text.Json;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>What can be wrong with the settings of a scheduler beside the job that it watches.</summary>
internal static class SchedulerFaults
{
    /// <summary>Metrics that cannot tell good from bad.</summary>
    public static IEnumerable<ParameterError> OfMetrics(SchedulerProblem problem, IReadOnlyList<Objective> objectives, JobDescription job)
    {
        const string Path = $"{SpecPath.Scheduler}.metric";
        foreach (var metric in problem.Goals.Select(goal => goal.Metric).Where(metric => objectives.All(objective => objective.Metric != metric)).Distinct())
        {
            if (job.Metrics.FirstOrDefault(known => known.Name == metric) is { HigherIsBetter: null })
            {
                yield return new ParameterError(Path, $"'{metric}' is not better either way by itself; take a metric that is, or an objective's");
            }
        }

        if (!job.IsExternal && objectives.Any(objective => objective.Metric == JobDescription.Seconds.Name))
        {
            yield return new ParameterError($"{SpecPath.Scheduler}.rule", $"ends or changes trials on their way, and '{JobDescription.Seconds.Name}' compares what whole trials take; leave one of them out");
        }
        else if (!job.IsExternal && problem.Goals.Any(goal => goal.Metric == JobDescription.Seconds.Name))
        {
            yield return new ParameterError(Path, $"'{JobDescription.Seconds.Name}' is known only at the end of a trial; name a metric that trials report on the way");
        }

        foreach (var twice in problem.Goals.GroupBy(goal => goal.Metric).Where(group => group.Count() > 1))
        {
            yield return new ParameterError(Path, $"names '{twice.Key}' more than once");
        }

        if (problem.Goals.Count > 1 && problem.Spec.Value is not null)
        {
            yield return new ParameterError(Path, "has to be a single one, since 'value' is a single one");
        }
    }

    /// <summary>Steps that no trial comes to.</summary>
    public static IEnumerable<ParameterError> OfSteps(SchedulerProblem problem, JobDescription job)
    {
        var (spec, length) = (problem.Spec, problem.Length);
        foreach (var (name, step) in new (string, long?)[] { ("min", spec.Min), ("every", spec.Every) })
        {
            if (step >= length)
            {
                yield return new ParameterError($"{SpecPath.Scheduler}.{name}", $"{step} is not below the {length} that params.{job.Length} gives a trial, so none would ever be stopped; give at most {length - 1}");
            }
        }

        if (spec.Max is { } max && max <= (spec.Min ?? Halving.DefaultMin))
        {
            yield return new ParameterError($"{SpecPath.Scheduler}.max", $"{max} is not above min ({spec.Min ?? Halving.DefaultMin}), so there would be no rung");
        }
        else if (spec.Max > length)
        {
            yield return new ParameterError($"{SpecPath.Scheduler}.max", $"{spec.Max} is above the {length} that params.{job.Length} gives a trial; leave it out, or give at most {length}");
        }
    }

    /// <summary>The steps of every trial; null where they vary, or where the job counts in something else than its length.</summary>
    public static long? LengthOf(JsonElement parameters, JobDescription job)
    {
        if (job.Length is not { } path || !job.CountsInLength(parameters))
        {
            return null;
        }

        var value = parameters;
        ParameterSchema? schema = job.Parameters;
        foreach (var name in path.Split('.'))
        {
            schema = (schema as ObjectSchema)?.Find(name);
            value = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var given) ? given : schema?.Default ?? default;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var length) ? length : null;
    }
}
