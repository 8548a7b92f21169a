using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>Describes the values that one parameter of a job may take.</summary>
/// <remarks>
/// The one source for three things: the errors of a spec (<see cref="Validate"/>), the JSON Schema for editors, and the bounds that a
/// search algorithm may rely on. Values are JSON, so that a spec, a stored trial and a script mean the same.
/// </remarks>
public abstract record ParameterSchema
{
    /// <summary>One sentence for people; shown in editors.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The value that stands when the parameter is left out; null when it has none.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>Whether a spec has to give the parameter.</summary>
    public bool Required { get; init; }

    /// <summary>Adds to <paramref name="errors"/> everything that is wrong with <paramref name="value"/>, each with its path.</summary>
    /// <param name="value">The value as given, without search expressions.</param>
    /// <param name="path">Where the value stands, for example <c>spec.params.optimizer.lr</c>.</param>
    /// <param name="errors">Receives one entry per fault; nothing is added for a valid value.</param>
    public abstract void Validate(JsonElement value, string path, ICollection<ParameterError> errors);
}
