using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>What the figures do not say.</summary>
internal static class LimitsText
{
    /// <summary>Writes the sentences.</summary>
    public static IEnumerable<string> Write(ReportData data)
    {
        if (!data.HasEnded) yield return "The experiment has not ended: all of this is as of the time of this report, and may change.";
        if (data.Ranked.Count < 2) yield break;
        var repeats = data.Ranked.GroupBy(Setting).ToList();
        if (data.Varied.Count == 0 && repeats.Count == 1) yield return Spread(data, [.. data.Ranked]);
        else if (repeats.All(g => g.Count() == 1)) yield return "Each setting ran once, so the spread between seeds is not known: small differences between trials may be chance.";
        else
        {
            var most = repeats.Where(g => g.Count() > 1).MaxBy(g => g.Count())!;
            yield return $"Some settings ran more than once; {Spread(data, [.. most])}";
        }

        if (data.ObjectiveMetric.Split == DataSplit.Test)
            yield return "The trials were compared on the test data itself, so the best one's test figure may be a little too good: it was chosen by it.";
    }

    private static string Setting(ReportTrial trial) => string.Join('\n', trial.Info.Choices
        .Where(c => c.Key.Split('.')[^1] != "seed")
        .OrderBy(c => c.Key, StringComparer.Ordinal)
        .Select(c => $"{c.Key}={c.Value.GetRawText()}"));

    private static string Spread(ReportData data, List<ReportTrial> repeats)
    {
        var metric = data.ObjectiveMetric;
        var mean = repeats.Average(t => t.Objective!.Value);
        var deviation = Math.Sqrt(repeats.Sum(t => Math.Pow(t.Objective!.Value - mean, 2)) / (repeats.Count - 1));
        return $"{NumberText.Count(repeats.Count, "run")} of the same setting gave a {metric.Display} of {metric.Format(mean)} on average, "
            + $"with a standard deviation of {metric.FormatDifference(deviation)}.";
    }
}
