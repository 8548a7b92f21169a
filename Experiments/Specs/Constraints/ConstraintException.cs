namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>A constraint cannot be understood.</summary>
/// <param name="position">The place in the text, from 0.</param>
/// <param name="message">What was wrong and what would be right.</param>
internal sealed class ConstraintException(int position, string message) : Exception(message)
{
    /// <summary>The place in the text, from 0.</summary>
    public int Position { get; } = position;
}
