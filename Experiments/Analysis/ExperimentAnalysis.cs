using ActorTraining.Experiments.Analysis.Early;
using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.Experiments.Search.Naming;

namespace ActorTraining.Experiments.Analysis;

/// <summary>Analyses an experiment through the port, so that pages, endpoints and scripts get the same.</summary>
public static class ExperimentAnalysis
{
    // Curves are asked for a part of the trials only: two hundred tell a correlation to about a tenth.
    private const int MostCurves = 200;
    private const int MostPoints = 400;
    private const int PageSize = 10_000;

    /// <summary>Analyses the trials that have an objective so far.</summary>
    /// <exception cref="UnknownExperimentException">There is no such experiment.</exception>
    public static async Task<AnalysisReport> AnalyseAsync(this IExperiments experiments, string experiment, CancellationToken cancel = default)
    {
        var info = await experiments.GetAsync(experiment, cancel);
        List<TrialInfo> trials = [];
        for (var total = 1; trials.Count < total;)
        {
            var page = await experiments.TrialsAsync(experiment, new TrialQuery { Offset = trials.Count, Limit = PageSize }, cancel);
            trials.AddRange(page.Items);
            total = page.Items.Count == 0 ? 0 : page.Total;
        }

        var objective = info.Spec.Objective;
        var completed = trials.Where(trial => trial.State == TrialState.Completed).Select(trial => trial.Number).ToList();
        var followed = completed.Where((_, k) => k % ((completed.Count / MostCurves) + 1) == 0).ToList();
        var curves = followed.Count < EarlySignalAnalysis.LeastTrials
            ? []
            : await experiments.MetricsAsync(experiment, new MetricQuery { Trials = followed, Metrics = [objective.Metric], MaxPoints = MostPoints }, cancel);
        var importance = ImportanceAnalysis.Of(trials, objective.Direction, ChoiceNames.Of(info.Spec.Parameters));
        var early = EarlySignalAnalysis.Of(curves, objective.Direction);
        var front = FrontAnalysis.Of(trials, info.Spec.Objectives);
        return new AnalysisReport(importance, early, AnalysisText.Write(objective.Metric, importance, early, front)) { Front = front };
    }
}
