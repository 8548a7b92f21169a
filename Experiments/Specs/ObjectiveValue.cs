namespace ActorTraining.Experiments.Specs;

/// <summary>Which of the values that a trial reported for the objective's metric counts.</summary>
public enum ObjectiveValue
{
    /// <summary>The last one.</summary>
    Last,

    /// <summary>The best one.</summary>
    Best,
}
