namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>What a part of a constraint evaluates to.</summary>
internal enum ConstraintType
{
    /// <summary>A number, float64.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Truth,
}
