using ActorTraining.Experiments;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>Reads the trials that an analysis shows.</summary>
internal static class TrialClouds
{
    /// <summary>Up to so many trials are all shown; of more, some that are spread evenly over all.</summary>
    public const int Most = 5000;

    /// <summary>Reads them.</summary>
    public static async Task<TrialCloud> ReadAsync(IExperiments experiments, ExperimentInfo experiment, JobDescription? job)
    {
        var begun = experiment.Counts.Where(pair => pair.Key != TrialState.Waiting).Sum(pair => pair.Value);
        var trials = begun <= Most
            ? (await experiments.TrialsAsync(experiment.Id, new TrialQuery { Limit = Most })).Items
            : (await TrialSample.ReadAsync(experiments, experiment, CancellationToken.None)).Trials;
        IReadOnlyList<TrialInfo> results = [.. trials.Where(trial => trial.State != TrialState.Failed && trial.Objective is { } value && double.IsFinite(value))];
        var words = ChoiceText.Of(experiment.Spec);
        return new(experiment, words, results, begun <= Most ? results.Count : begun, Quantities.Of(experiment, words, results, job));
    }
}
