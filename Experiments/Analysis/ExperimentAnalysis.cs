using ActorTraining.Experiments.Analysis.Early;
using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.Experiments.Analysis.Parallel;
using ActorTraining.Experiments.Search.Naming;
using ActorTraining.Experiments.Specs;

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
        var trials = await AllTrialsAsync(experiments, experiment, cancel);
        var objective = info.Spec.Objective;
        var completed = trials.Where(trial => trial.State == TrialState.Completed).Select(trial => trial.Number).ToList();
        var followed = completed.Where((_, k) => k % ((completed.Count / MostCurves) + 1) == 0).ToList();
        var curves = followed.Count < EarlySignalAnalysis.LeastTrials
            ? []
            : await experiments.MetricsAsync(experiment, new MetricQuery { Trials = followed, Metrics = [objective.Metric], MaxPoints = MostPoints }, cancel);
        return Of(info.Spec, trials, curves);
    }

    /// <summary>Gives the trials of an experiment as lines through their choices to their objectives.</summary>
    /// <exception cref="UnknownExperimentException">There is no such experiment.</exception>
    public static async Task<ParallelCoordinates> ParallelAsync(this IExperiments experiments, string experiment, CancellationToken cancel = default)
    {
        var info = await experiments.GetAsync(experiment, cancel);
        return ParallelCoordinates.Of(info.Spec, await AllTrialsAsync(experiments, experiment, cancel));
    }

    /// <summary>Analyses trials that were read already.</summary>
    /// <param name="spec">The spec of their experiment.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="curves">The first objective's metric, a curve for each completed trial or for a part of these.</param>
    public static AnalysisReport Of(ExperimentSpec spec, IReadOnlyList<TrialInfo> trials, IReadOnlyList<MetricSeries> curves)
    {
        var objective = spec.Objective;
        var importance = ImportanceAnalysis.Of(trials, objective.Direction, ChoiceNames.Of(spec.Parameters));
        var early = EarlySignalAnalysis.Of(curves, objective.Direction);
        var front = FrontAnalysis.Of(trials, spec.Objectives);
        return new AnalysisReport(importance, early, AnalysisText.Write(objective.Metric, importance, early, front))
        {
            Front = front,
            Missing = MissingText.Write(spec, trials, curves, importance, early, front),
        };
    }

    private static async Task<IReadOnlyList<TrialInfo>> AllTrialsAsync(IExperiments experiments, string experiment, CancellationToken cancel)
    {
        List<TrialInfo> trials = [];
        for (var total = 1; trials.Count < total;)
        {
            var page = await experiments.TrialsAsync(experiment, new TrialQuery { Offset = trials.Count, Limit = PageSize }, cancel);
            trials.AddRange(page.Items);
            total = page.Items.Count == 0 ? 0 : page.Total;
        }

        return trials;
    }
}
