using ActorTraining.Experiments;
using ActorTraining.Training.Jobs;

namespace ActorTraining.WebUI.Components.Experiments.Curves;

/// <summary>The metrics of an experiment in the order in which people look for them.</summary>
internal static class MetricChoice
{
    /// <summary>How many are shown at first.</summary>
    public const int Usual = 4;

    /// <summary>The metrics that these trials have reported: the objective's first, then those of the same quantity (train and test accuracy), then the job's order.</summary>
    public static IReadOnlyList<string> Of(ExperimentInfo experiment, IEnumerable<TrialInfo> trials, JobDescription? job)
    {
        var objective = experiment.Spec.Objective.Metric;
        var order = (job?.Metrics ?? []).Select((metric, index) => (metric.Name, index)).ToDictionary(m => m.Name, m => m.index);
        return [.. trials
            .SelectMany(trial => trial.Metrics.Keys)
            .Append(objective)
            .Distinct()
            .OrderBy(name => name != objective)
            .ThenBy(name => Quantity(name) != Quantity(objective))
            .ThenBy(name => order.GetValueOrDefault(name, int.MaxValue))
            .ThenBy(name => name, StringComparer.Ordinal)];
    }

    /// <summary>Those of them that are shown where none were chosen: what is neither good nor bad, a learning rate or a count, is left to be asked for.</summary>
    public static IReadOnlyList<string> First(IReadOnlyList<string> metrics, JobDescription? job) =>
        [.. metrics.Where((name, index) => index == 0 || (name.Contains('.') && Higher(name, job) is not null)).Take(Usual)];

    /// <summary>Whether more of a metric is better; null where neither is, or nobody knows.</summary>
    public static bool? Higher(string metric, JobDescription? job) => job?.Metrics.FirstOrDefault(m => m.Name == metric)?.HigherIsBetter;

    /// <summary>What a metric measures, wherever it is measured: <c>accuracy</c> of <c>test.accuracy</c>.</summary>
    private static string Quantity(string metric) => metric[(metric.LastIndexOf('.') + 1)..];
}
