using ActorTraining.Experiments.Analysis.Early;
using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Analysis;

/// <summary>Says why a part of an analysis is missing.</summary>
internal static class MissingText
{
    /// <summary>Writes the sentences, one for each part that is missing.</summary>
    public static IReadOnlyList<string> Write(
        ExperimentSpec spec, IReadOnlyList<TrialInfo> trials, IReadOnlyList<MetricSeries> curves, ImportanceReport? importance, IReadOnlyList<EarlySignal> early, FrontReport? front)
    {
        List<string> missing = [];
        if (importance is null)
        {
            missing.Add(Importance(spec.Objective.Metric, [.. trials.Where(ImportanceAnalysis.HasResult)]));
        }

        if (early.Count == 0)
        {
            missing.Add(Early(spec.Objective.Metric, trials.Count(trial => trial.State == TrialState.Completed), curves));
        }

        if (front is null && spec.FurtherObjectives.Count > 0)
        {
            missing.Add("There is no Pareto front yet: no trial has come to its end with a finite value of every objective.");
        }

        return missing;
    }

    private static string Importance(string metric, List<TrialInfo> results) => results.Count < ImportanceAnalysis.LeastTrials
        ? $"Which parameters matter can be said from {ImportanceAnalysis.LeastTrials} trials with a result on; so far {Are(results.Count)}."
        : results.All(trial => trial.Objective == results[0].Objective)
            ? $"No parameter can be told to matter: all {NumberText.Count(results.Count, "trial")} have the same {metric}, {NumberText.Plain(results[0].Objective!.Value)}."
            : "No parameter can be told to matter: none that every trial has was varied.";

    private static string Early(string metric, int completed, IReadOnlyList<MetricSeries> curves) => completed < EarlySignalAnalysis.LeastTrials
        ? $"How early trials can be told apart can be said from {EarlySignalAnalysis.LeastTrials} completed trials on; so far {Are(completed)}."
        : $"How early trials can be told apart cannot be said: it takes {EarlySignalAnalysis.LeastTrials} trials with {EarlySignalAnalysis.LeastPoints} finite values of {metric} or more, and there {(Usable(curves) == 1 ? "is" : "are")} {NumberText.Whole(Usable(curves))}.";

    private static int Usable(IReadOnlyList<MetricSeries> curves) => curves.Count(EarlySignalAnalysis.IsUsable);

    private static string Are(int count) => count == 0 ? "there is none" : $"there {(count == 1 ? "is" : "are")} {count}";
}
