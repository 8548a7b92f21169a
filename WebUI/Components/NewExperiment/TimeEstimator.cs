using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Training.Jobs;

namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>Estimates from earlier trials of a job how long new ones take: as long as those most like them, in proportion to their length.</summary>
internal static class TimeEstimator
{
    /// <summary>Estimates.</summary>
    /// <param name="job">The job.</param>
    /// <param name="planned">How many trials there will be.</param>
    /// <param name="sample">Some of the parameter sets that are planned, at least one.</param>
    /// <param name="earlier">Earlier trials of the job.</param>
    /// <param name="atOnce">How many trials can run at once, at least 1.</param>
    /// <returns>Null where there are no earlier trials.</returns>
    public static TimeEstimate? Estimate(JobDescription job, int planned, IReadOnlyList<Proposal> sample, IReadOnlyList<EarlierTrial> earlier, int atOnce)
    {
        if (earlier.Count == 0 || sample.Count == 0)
            return null;
        var varied = sample.SelectMany(proposal => proposal.Choices.Keys).Select(path => path.Split('.', '[')[0]).ToHashSet();
        var (seconds, used, differs) = (0.0, new HashSet<EarlierTrial>(ReferenceEqualityComparer.Instance), new HashSet<string>());
        foreach (var proposal in sample)
        {
            var parameters = job.Parameters.Complete(proposal.Parameters);
            var nearest = earlier.GroupBy(trial => Differences(job, parameters, trial.Parameters).Count).MinBy(group => group.Key)!.ToList();
            seconds += nearest.Average(trial => trial.Seconds * Longer(job, parameters, trial.Parameters));
            used.UnionWith(nearest);
            differs.UnionWith(nearest.SelectMany(trial => Differences(job, parameters, trial.Parameters)).Where(name => !varied.Contains(name)));
        }

        var each = seconds / sample.Count;
        var lanes = Math.Clamp(atOnce, 1, Math.Max(1, planned));
        return new TimeEstimate(each * Math.Ceiling((double)planned / lanes), each, lanes, used.Count, [.. used.Select(trial => trial.Experiment).Distinct()], [.. differs.Order()]);
    }

    private static double Longer(JobDescription job, JsonElement planned, JsonElement earlier) =>
        Length(job, planned) is { } now && Length(job, earlier) is > 0 and var then ? now / then : 1;

    private static double? Length(JobDescription job, JsonElement parameters) =>
        job.Length is { } path && Find(parameters, path) is { ValueKind: JsonValueKind.Number } length ? length.GetDouble() : null;

    private static JsonElement? Find(JsonElement value, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return null;
        }

        return value;
    }

    /// <summary>The parameters that differ, the length and the seed left out: the first says nothing about how long a step takes, nor does the other.</summary>
    private static List<string> Differences(JobDescription job, JsonElement one, JsonElement other) =>
    [
        .. job.Parameters.Properties.Select(property => property.Key)
            .Where(name => name != job.Length && name != "seed" && !AreAlike(Find(one, name), Find(other, name))),
    ];

    private static bool AreAlike(JsonElement? one, JsonElement? other) => one is { } first && other is { } second ? JsonElement.DeepEquals(first, second) : one is null && other is null;
}
