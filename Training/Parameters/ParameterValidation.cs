using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>One validation in progress: where its faults go and which values stand at a place.</summary>
/// <param name="errors">Receives every fault once.</param>
public class ParameterValidation(ICollection<ParameterError> errors)
{
    private readonly HashSet<ParameterError> _told = [];

    /// <summary>Adds a fault, unless it has been told already (several values of one place can share it).</summary>
    /// <param name="path">Where.</param>
    /// <param name="message">Which rule is broken; reads on from the path.</param>
    public void Fault(string path, string message)
    {
        var error = new ParameterError(path, message);
        if (_told.Add(error))
            errors.Add(error);
    }

    /// <summary>The values that a place may take: as a rule the one that is written there; a search space knows of places with several.</summary>
    /// <param name="schema">What the place expects.</param>
    /// <param name="value">What is written there.</param>
    /// <param name="path">The place.</param>
    /// <returns>Each value with the path to show for it; none when the place needs no further check.</returns>
    public virtual IEnumerable<(JsonElement Value, string Path)> ValuesAt(ParameterSchema schema, JsonElement value, string path) =>
        [(value, path)];
}
