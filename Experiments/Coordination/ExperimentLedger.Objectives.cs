using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Coordination;

/// <content>Objectives that nobody reports: what a job or a script calls its metrics shows only when it reports them.</content>
public sealed partial class ExperimentLedger
{
    private string? _unreported;

    // Of an experiment that completes without anything to compare its trials by.
    private string? Incomparable => _best.Number is not null || _counts.GetValueOrDefault(TrialState.Completed) == 0
        ? null
        : _unreported ?? $"no trial has a value of '{Info.Spec.Objective.Metric}' to compare by";

    // Says once, at the end of the first trial that shows it, which objective it left out.
    private List<ExperimentEvent> Unreported(TrialRecord trial)
    {
        if (_unreported is not null || trial.Info.State != TrialState.Completed
            || _objectives.FirstOrDefault(objective => !trial.Info.Metrics.ContainsKey(objective.Metric)) is not { } missing)
        {
            return [];
        }

        _unreported = $"the objective '{missing.Metric}' was never reported{DidYouMean.Hint(missing.Metric, trial.Info.Metrics.Keys)}";
        return [new TrialLogged(NextEvent(), _time.GetUtcNow(), trial.Info.Number, trial.Info.Attempt, $"search: {_unreported}")];
    }
}
