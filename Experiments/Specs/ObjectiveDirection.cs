namespace ActorTraining.Experiments.Specs;

/// <summary>Which way an objective is better.</summary>
public enum ObjectiveDirection
{
    /// <summary>Higher is better.</summary>
    Maximize,

    /// <summary>Lower is better.</summary>
    Minimize,
}
