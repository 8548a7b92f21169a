namespace ActorTraining.Training.Parameters;

/// <summary>One fault in a document: where, and which rule it breaks.</summary>
/// <param name="Path">For example <c>spec.params.optimizer.lr</c>.</param>
/// <param name="Message">Reads on from the path: <c>-0.1 is not greater than 0</c>.</param>
public sealed record ParameterError(string Path, string Message)
{
    /// <summary>The line of the document, from 1, where the place (or what encloses it) begins; null where there is no document.</summary>
    public int? Line { get; init; }

    /// <summary>All as one line: <c>spec.params.optimizer.lr: -0.1 is not greater than 0 (line 12)</c>.</summary>
    public override string ToString() => Line is null ? $"{Path}: {Message}" : $"{Path}: {Message} (line {Line})";
}
