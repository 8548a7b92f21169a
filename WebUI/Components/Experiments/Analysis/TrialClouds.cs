using ActorTraining.Experiments;
using ActorTraining.Experiments.Analysis.Importance;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>Reads the trials that an analysis shows.</summary>
internal static class TrialClouds
{
    /// <summary>Up to so many trials are all shown; of more, some that are spread evenly over all.</summary>
    public const int Most = 5000;

    // What a trial that runs has got so far would be compared with what others came to.
    private static readonly TrialState[] States = [TrialState.Completed, TrialState.Pruned];

    /// <summary>Reads them.</summary>
    public static async Task<TrialCloud> ReadAsync(IExperiments experiments, ExperimentInfo experiment, JobDescription? job)
    {
        var ended = States.Sum(state => experiment.Counts.GetValueOrDefault(state));
        var trials = ended <= Most
            ? (await experiments.TrialsAsync(experiment.Id, new TrialQuery { States = States, Limit = Most })).Items
            : (await TrialSample.ReadAsync(experiments, experiment, CancellationToken.None)).Trials;
        IReadOnlyList<TrialInfo> results = [.. trials.Where(ImportanceAnalysis.HasResult)];
        var words = ChoiceText.Of(experiment.Spec);
        return new(experiment, words, results, ended <= Most ? results.Count : ended, Quantities.Of(experiment, words, results, job));
    }
}
