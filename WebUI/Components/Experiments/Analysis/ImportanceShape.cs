namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>What an analysis of trials will have to show, known before it is made, so that its place can be kept.</summary>
/// <param name="Parameters">The parameters that will have a share, about; 0 where there is too little to say which ones matter.</param>
/// <param name="HasPairs">Whether there will be contours.</param>
public sealed record ImportanceShape(int Parameters, bool HasPairs)
{
    private const int MostParameters = 12;

    /// <summary>What will be shown of trials.</summary>
    public static ImportanceShape Of(TrialCloud cloud)
    {
        var isPossible = cloud.Trials.Count >= ActorTraining.Experiments.Analysis.Importance.ImportanceAnalysis.LeastTrials && cloud.Trials.Any(trial => trial.Objective != cloud.Trials[0].Objective);
        var common = cloud.Parameters.Except(cloud.Conditional).Count();
        return isPossible && common > 0 ? new(Math.Min(MostParameters, cloud.Parameters.Count), common > 1) : new(0, false);
    }
}
