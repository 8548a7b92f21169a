using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments;

/// <summary>A spec has faults.</summary>
public sealed class InvalidSpecException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="errors">Every fault, at least one.</param>
    public InvalidSpecException(IReadOnlyList<ParameterError> errors)
        : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>Every fault with its path.</summary>
    public IReadOnlyList<ParameterError> Errors { get; }
}
