namespace ActorTraining.Cli.Runs;

/// <summary>Chooses the metrics that a live display shows.</summary>
internal static class ProgressMetrics
{
    /// <summary>The objective's metric and, before it, the one that tells whether training goes well: <c>train.loss</c>, otherwise the first loss, otherwise the first other metric.</summary>
    /// <param name="objective">The objective's metric.</param>
    /// <param name="known">The metrics that trials have reported.</param>
    public static IReadOnlyList<string> Choose(string objective, IEnumerable<string> known)
    {
        string? loss = known.Where(metric => metric != objective)
            .OrderBy(metric => metric == "train.loss" ? 0 : metric.Contains("loss", StringComparison.Ordinal) ? 1 : 2)
            .ThenBy(metric => metric, StringComparer.Ordinal)
            .FirstOrDefault();
        return loss is null ? [objective] : [loss, objective];
    }
}
