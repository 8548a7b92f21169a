using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Experiments.Overview;

/// <summary>How long an experiment is likely to go on.</summary>
internal static class RemainingTime
{
    /// <summary>How much of an experiment is done, the running trials by their own progress.</summary>
    /// <returns>In [0, 1]; null where nobody knows how many trials there will be.</returns>
    public static double? Done(ExperimentInfo experiment, IEnumerable<TrialInfo> running)
    {
        if (experiment.Planned is not > 0)
        {
            return null;
        }

        var ended = experiment.Counts.Where(pair => pair.Key.IsFinal()).Sum(pair => pair.Value);
        return Math.Min(1, (ended + running.Sum(trial => trial.Steps > 0 ? Math.Min(1, trial.Step / trial.Steps) : 0)) / experiment.Planned.Value);
    }

    /// <summary>The seconds that are left if what is left goes on as what is done did.</summary>
    /// <returns>Null while too little is done to tell, and when nothing is left.</returns>
    public static double? Seconds(double? done, double activeSeconds) =>
        done is > 0.01 and < 1 && activeSeconds > 0 ? activeSeconds * (1 - done.Value) / done.Value : null;
}
