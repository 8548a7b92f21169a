namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>A word of a constraint.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word as written; a quoted text without its quotes.</param>
/// <param name="Position">Where it starts, from 0.</param>
internal readonly record struct ConstraintToken(ConstraintToken.Sort Kind, string Text, int Position)
{
    /// <summary>The kinds of words.</summary>
    internal enum Sort
    {
        /// <summary>A number.</summary>
        Number,

        /// <summary>A text in quotes.</summary>
        Text,

        /// <summary>A parameter, <c>params.optimizer.lr</c>, or another name.</summary>
        Name,

        /// <summary>A sign, a bracket, or one of the words <c>and</c>, <c>or</c>, <c>not</c>.</summary>
        Sign,

        /// <summary>What follows the last word.</summary>
        End,
    }

    /// <summary>How a message names it.</summary>
    public override string ToString() => Kind == Sort.End ? "the end" : $"'{Text}'";
}
