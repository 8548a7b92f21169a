using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Search.Naming;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>Which parameters the objective depends on, by functional analysis of variance; with several objectives what their front is.</summary>
internal static class ImportanceText
{
    /// <summary>Writes the sentences; none where there is too little to say so.</summary>
    public static IEnumerable<string> Write(ReportData data)
    {
        List<TrialInfo> trials = [.. data.Trials.Select(trial => trial.Info)];
        var spec = data.Experiment.Spec;
        var importance = ImportanceAnalysis.Of(trials, spec.Objective.Direction, ChoiceNames.Of(spec.Parameters));
        return AnalysisText.Write(spec.Objective.Metric, importance, [], FrontAnalysis.Of(trials, spec.Objectives));
    }
}
