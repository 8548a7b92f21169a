using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Compare;

/// <summary>An experiment beside others.</summary>
/// <param name="Info">The experiment.</param>
/// <param name="Best">Its best trial; null before the first value of the objective.</param>
/// <param name="History">The best objective so far, after each trial that raised it: the number of trials with a result by then, the seconds since the experiment began, and the value.</param>
/// <param name="Curve">The objective's metric of the best trial; null where it reported none.</param>
public sealed record ComparedExperiment(ExperimentInfo Info, TrialInfo? Best, IReadOnlyList<(int Trials, double Seconds, double Value)> History, MetricSeries? Curve)
{
    private const int PageSize = 10_000;
    private const int MostPoints = 500;

    /// <summary>Reads an experiment.</summary>
    /// <exception cref="UnknownExperimentException">There is no such experiment.</exception>
    public static async Task<ComparedExperiment> ReadAsync(IExperiments experiments, string id, CancellationToken cancel)
    {
        var info = await experiments.GetAsync(id, cancel);
        List<TrialInfo> results = [];
        for (int offset = 0, total = 1; offset < total; offset += PageSize)
        {
            var page = await experiments.TrialsAsync(id, new TrialQuery { Offset = offset, Limit = PageSize }, cancel);
            results.AddRange(page.Items.Where(trial => trial.Objective is { } value && double.IsFinite(value)));
            total = page.Total;
        }

        var best = results.FirstOrDefault(trial => trial.Number == info.BestTrial);
        var curves = best is null ? [] : await experiments.MetricsAsync(id, new MetricQuery { Trials = [best.Number], Metrics = [info.Spec.Objective.Metric], MaxPoints = MostPoints }, cancel);
        return new ComparedExperiment(info, best, HistoryOf(info, results), curves is [var curve, ..] ? curve : null);
    }

    // Trials count in the order in which they ended; those that still run come last, as of now.
    private static List<(int Trials, double Seconds, double Value)> HistoryOf(ExperimentInfo info, List<TrialInfo> results)
    {
        List<(int Trials, double Seconds, double Value)> history = [];
        var ordered = results.OrderBy(trial => trial.Ended ?? DateTimeOffset.MaxValue).ThenBy(trial => trial.Number).ToList();
        for (var k = 0; k < ordered.Count; k++)
        {
            var (trial, value) = (ordered[k], ordered[k].Objective!.Value);
            if (history.Count == 0 || info.Spec.Objective.IsBetter(value, history[^1].Value))
            {
                history.Add((k + 1, SecondsAt(trial), value));
            }
        }

        if (history.Count > 0)
        {
            history.Add((ordered.Count, SecondsAt(ordered[^1]), history[^1].Value));
        }

        return history;

        double SecondsAt(TrialInfo trial) => Math.Max(0, ((trial.Ended ?? trial.Started ?? info.Created) - info.Created).TotalSeconds);
    }
}
