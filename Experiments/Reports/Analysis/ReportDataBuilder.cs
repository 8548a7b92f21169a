using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>Works out what a report draws on.</summary>
internal static class ReportDataBuilder
{
    /// <summary>Orders, names and judges the trials.</summary>
    public static ReportData Build(
        ExperimentInfo experiment,
        IReadOnlyList<TrialInfo> trials,
        IReadOnlyList<MetricSeries> series,
        IReadOnlyList<ArtifactInfo> artifacts,
        ReportContext context)
    {
        var objective = experiment.Spec.Objective;
        var ordered = trials.OrderBy(t => t.Number).Select(t => t with { Choices = t.CurrentChoices }).ToList();
        var names = new TrialNames(ordered, experiment.Spec.Parameters);
        var metrics = MetricsOf(ordered, series, objective, context);
        var compared = metrics.FirstOrDefault(m => m.Name == objective.Metric)
            ?? ReportMetric.From(objective.Metric, context.Metrics.FirstOrDefault(m => m.Name == objective.Metric), objective, []);
        var heldOut = compared.Split is DataSplit.Test or DataSplit.Validation ? compared.Split : HeldOutSplit(metrics);
        ReportMetric? Loss(DataSplit split) => metrics.FirstOrDefault(m => m.Split == split && m.IsLoss);
        ReportMetric? Score(DataSplit split) => metrics.FirstOrDefault(m => m.Split == split && !m.IsLoss && m.Quantity == ScoreQuantity(metrics, compared));

        var byTrial = series.ToLookup(s => s.Trial);
        var judge = new TrialAnalysis(Loss(DataSplit.Train), Loss(heldOut), Score(DataSplit.Train), Score(heldOut), compared);
        var judged = ordered.Select((t, i) => judge.Analyse(new ReportTrial
        {
            Info = t,
            Index = i,
            Label = names.Label(t.Number),
            Name = names.Short(t.Number),
            FullName = names.Full(t.Number),
            Series = byTrial[t.Number].GroupBy(s => s.Metric).ToDictionary(g => g.Key, g => g.First()),
        })).ToList();

        var ranked = Rank(judged, objective);
        return new ReportData
        {
            Experiment = experiment,
            Context = context,
            Trials = judged,
            Names = names,
            Metrics = metrics,
            Artifacts = [.. artifacts.OrderBy(a => a.Trial).ThenBy(a => a.Name, StringComparer.Ordinal)],
            ObjectiveMetric = compared,
            TrainLoss = Loss(DataSplit.Train),
            HeldOutLoss = Loss(heldOut),
            Ranked = ranked,
            Best = ranked.FirstOrDefault(t => t.Info.Number == experiment.BestTrial) ?? ranked.FirstOrDefault(),
            Varied = [.. names.Paths.Where(p => IsVaried(ordered, p))],
        };
    }

    private static List<ReportTrial> Rank(List<ReportTrial> trials, Objective objective)
    {
        var sign = objective.Direction == ObjectiveDirection.Maximize ? -1 : 1;
        return [.. trials.Where(t => t.Objective is not null).OrderBy(t => sign * t.Objective!.Value).ThenBy(t => t.Info.Number)];
    }

    private static List<ReportMetric> MetricsOf(List<TrialInfo> trials, IReadOnlyList<MetricSeries> series, Objective objective, ReportContext context)
    {
        var values = series.ToLookup(s => s.Metric, s => s.Values);
        return [.. series.Select(s => s.Metric)
            .Concat(trials.SelectMany(t => t.Metrics.Keys))
            .Distinct()
            .Select(name => ReportMetric.From(name, context.Metrics.FirstOrDefault(m => m.Name == name), objective, values[name].SelectMany(v => v)))
            .OrderBy(m => m.IsLoss ? 0 : m.Quantity.Contains("accuracy", StringComparison.OrdinalIgnoreCase) ? 1 : 2)
            .ThenBy(m => m.Quantity, StringComparer.Ordinal)
            .ThenBy(m => m.Split)
            .ThenBy(m => m.Name, StringComparer.Ordinal)];
    }

    private static DataSplit HeldOutSplit(List<ReportMetric> metrics) =>
        metrics.Any(m => m.Split == DataSplit.Test) ? DataSplit.Test : DataSplit.Validation;

    /// <summary>The objective's quantity; the first other than a loss where the objective is one.</summary>
    private static string? ScoreQuantity(List<ReportMetric> metrics, ReportMetric compared) =>
        compared.IsLoss ? metrics.FirstOrDefault(m => !m.IsLoss && m.Split == DataSplit.Train)?.Quantity : compared.Quantity;

    private static bool IsVaried(List<TrialInfo> trials, string path) =>
        path.Split('.')[^1] != "seed"
        && trials.Where(t => t.Choices.ContainsKey(path)).Select(t => t.Choices[path].GetRawText()).Distinct().Count() > 1;
}
