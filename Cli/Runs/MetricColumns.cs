namespace ActorTraining.Cli.Runs;

/// <summary>Chooses the metrics that there is room for.</summary>
internal static class MetricColumns
{
    /// <summary>The objective's metric and, before it, the one that tells whether training goes well: <c>train.loss</c>, otherwise the first loss, otherwise the first other metric.</summary>
    /// <param name="objective">The objective's metric.</param>
    /// <param name="known">The metrics that trials have reported.</param>
    public static IReadOnlyList<string> ForProgress(string objective, IEnumerable<string> known)
    {
        string? loss = known.Where(metric => metric != objective)
            .OrderBy(metric => metric == "train.loss" ? 0 : metric.Contains("loss", StringComparison.Ordinal) ? 1 : 2)
            .ThenBy(metric => metric, StringComparer.Ordinal)
            .FirstOrDefault();
        return loss is null ? [objective] : [loss, objective];
    }

    /// <summary>The objective's metric, then the others by name, as many as fit.</summary>
    /// <param name="objective">The objective's metric.</param>
    /// <param name="known">The metrics that trials have reported.</param>
    /// <param name="width">The characters that there are for the columns, each as wide as its name and a gap of two.</param>
    public static IReadOnlyList<string> ForResult(string objective, IEnumerable<string> known, int width)
    {
        var columns = new List<string>();
        foreach (string metric in known.Where(metric => metric != objective).Order(StringComparer.Ordinal).Prepend(objective))
        {
            width -= metric.Length + 2;
            if (width < 0 && columns.Count > 0)
                break;
            columns.Add(metric);
        }
        return columns;
    }
}
