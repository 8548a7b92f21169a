using ActorTraining.Experiments;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>Finds earlier trials in the store.</summary>
internal static class EarlierTrials
{
    private const int MostExperiments = 20;
    private const int MostTrials = 30;

    /// <summary>Completed trials of the newest experiments of a job.</summary>
    public static async Task<IReadOnlyList<EarlierTrial>> OfAsync(JobDescription job, IExperiments experiments)
    {
        var newest = await experiments.ListAsync(new ExperimentQuery { Limit = 200 });
        var trials = new List<EarlierTrial>();
        foreach (var experiment in newest.Items.Where(known => known.Spec.Job == job.Name && known.Counts.ContainsKey(TrialState.Completed)).Take(MostExperiments))
        {
            var completed = await experiments.TrialsAsync(experiment.Id, new TrialQuery { States = [TrialState.Completed], Limit = MostTrials });
            trials.AddRange(completed.Items.Where(trial => trial.Seconds > 0 && IsValid(job, trial)).Select(trial =>
                new EarlierTrial(experiment.Spec.Name, job.Parameters.Complete(trial.Parameters), trial.Seconds)));
        }

        return trials;
    }

    // Of another version of the program, perhaps.
    private static bool IsValid(JobDescription job, TrialInfo trial)
    {
        var errors = new List<ParameterError>();
        job.Parameters.Validate(trial.Parameters, "params", errors);
        return errors.Count == 0;
    }
}
