namespace ActorTraining.Training.Parameters;

/// <summary>Parameters do not fit the schema of their job.</summary>
public sealed class InvalidParametersException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="errors">Every fault, at least one.</param>
    public InvalidParametersException(IReadOnlyList<ParameterError> errors)
        : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>Every fault with its path.</summary>
    public IReadOnlyList<ParameterError> Errors { get; }
}
