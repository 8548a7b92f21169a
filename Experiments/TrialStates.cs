namespace ActorTraining.Experiments;

/// <summary>Questions about a <see cref="TrialState"/>.</summary>
public static class TrialStates
{
    /// <summary>Whether the trial has come to its end and will not change any more.</summary>
    public static bool IsFinal(this TrialState state) => state is not (TrialState.Waiting or TrialState.Running);
}
