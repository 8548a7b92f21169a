namespace ActorTraining.Training.Parameters;

/// <summary>One fault in a document: where, and which rule it breaks.</summary>
/// <param name="Path">For example <c>spec.params.optimizer.lr</c>.</param>
/// <param name="Message">Reads on from the path: <c>-0.1 is not greater than 0</c>.</param>
public sealed record ParameterError(string Path, string Message)
{
    /// <summary>Path and message as one line: <c>spec.params.optimizer.lr: -0.1 is not greater than 0</c>.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
