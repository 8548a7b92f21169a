using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Models;

/// <summary>A model, its optimizer or its loss is described in a way that cannot be built.</summary>
public sealed class InvalidModelException : Exception
{
    /// <summary>Creates the exception.</summary>
    public InvalidModelException(IReadOnlyList<ParameterError> errors) : base(string.Join(Environment.NewLine, errors)) =>
        Errors = errors;

    /// <summary>Every fault with its path.</summary>
    public IReadOnlyList<ParameterError> Errors { get; }
}
