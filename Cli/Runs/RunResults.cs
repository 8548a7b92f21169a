using ActorTraining.Experiments;

namespace ActorTraining.Cli.Runs;

/// <summary>Reads what a run came to.</summary>
internal static class RunResults
{
    /// <summary>The result of an experiment as it is now, without a report.</summary>
    public static async Task<RunResult> ReadAsync(IExperiments experiments, ExperimentInfo experiment, CancellationToken cancel)
    {
        // All trials of a small experiment in their order, the best of a large one.
        int trials = experiment.Counts.Values.Sum();
        var best = new TrialQuery { BestFirst = trials > ResultText.MostTrials, Limit = ResultText.MostTrials };
        var failed = new TrialQuery { States = [TrialState.Failed], Limit = ResultText.MostErrors };
        return new RunResult
        {
            Experiment = experiment,
            Trials = (await experiments.TrialsAsync(experiment.Id, best, cancel)).Items,
            Failed = (await experiments.TrialsAsync(experiment.Id, failed, cancel)).Items,
        };
    }
}
