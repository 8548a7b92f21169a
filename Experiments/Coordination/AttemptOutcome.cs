namespace ActorTraining.Experiments.Coordination;

/// <summary>The kinds of an attempt's end.</summary>
public enum AttemptOutcome
{
    /// <summary>The job ran to its end.</summary>
    Completed,

    /// <summary>The job threw.</summary>
    Failed,

    /// <summary>The job left because it was asked to.</summary>
    Left,
}
