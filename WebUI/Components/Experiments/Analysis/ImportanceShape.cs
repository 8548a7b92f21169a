namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>What an analysis of trials will have to show, known before it is made, so that its place can be kept.</summary>
/// <param name="Parameters">The parameters that will have a share, about; 0 where there is too little to say which ones matter.</param>
/// <param name="HasPairs">Whether there will be contours.</param>
/// <param name="Findings">The sentences that there will be, about; longer ones count twice.</param>
public sealed record ImportanceShape(int Parameters, bool HasPairs, int Findings)
{
    private const int MostParameters = 12;

    // What the parameters explain, how early trials can be told apart; then a sentence for each that matters, and one for those that do not.
    private const int Always = 2;
    private const int MostNamed = 3;

    /// <summary>Of what there is too little to say anything.</summary>
    public static ImportanceShape None { get; } = new(0, false, Always);

    /// <summary>What will be shown of trials.</summary>
    public static ImportanceShape Of(TrialCloud cloud)
    {
        var isPossible = cloud.Trials.Count >= ActorTraining.Experiments.Analysis.Importance.ImportanceAnalysis.LeastTrials && cloud.Trials.Any(trial => trial.Objective != cloud.Trials[0].Objective);
        var common = cloud.Parameters.Except(cloud.Conditional).Count();
        var count = cloud.Parameters.Count;
        var findings = Always + Math.Min(MostNamed, count) + (count > MostNamed ? 1 : 0) + (cloud.Experiment.Spec.FurtherObjectives.Count > 0 ? 2 : 0);
        return isPossible && common > 0 ? new(Math.Min(MostParameters, count), common > 1, findings) : None;
    }
}
