using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>Describes the values that one parameter of a job may take.</summary>
/// <remarks>
/// The one source for four things: the errors of a spec (<see cref="Validate(JsonElement, string, ICollection{ParameterError})"/>), the
/// defaults that a job sees (<see cref="Complete"/>), the JSON Schema for editors, and the bounds that a search algorithm may rely on.
/// Values are JSON, so that a spec, a stored trial and a script mean the same.
/// </remarks>
public abstract record ParameterSchema
{
    /// <summary>One sentence for people; shown in editors.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The value that stands when the parameter is left out; null when it has none. Made with <see cref="ParameterValue.Of"/>.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>Whether a spec has to give the parameter.</summary>
    public bool Required { get; init; }

    /// <summary>Adds to <paramref name="errors"/> everything that is wrong with <paramref name="value"/>, each with its path.</summary>
    /// <param name="value">The value as given, without search expressions.</param>
    /// <param name="path">Where the value stands, for example <c>spec.params.optimizer.lr</c>.</param>
    /// <param name="errors">Receives one entry per fault; nothing is added for a valid value.</param>
    public void Validate(JsonElement value, string path, ICollection<ParameterError> errors) =>
        Validate(value, path, new ParameterValidation(errors));

    /// <summary>As the other overload, with a say in which values stand at a place.</summary>
    /// <param name="value">The value as given.</param>
    /// <param name="path">Where the value stands.</param>
    /// <param name="validation">Receives the faults.</param>
    public void Validate(JsonElement value, string path, ParameterValidation validation)
    {
        foreach (var place in validation.ValuesAt(this, value, path))
            ValidateValue(place.Value, place.Path, validation);
    }

    /// <summary>The value with every default filled in and every short form written out, so that a job finds all it can ask for.</summary>
    /// <param name="value">A valid value without search expressions.</param>
    public JsonElement Complete(JsonElement value) => ParameterValue.Written(writer => WriteComplete(value, writer));

    /// <summary>Tells the faults of one value.</summary>
    protected internal abstract void ValidateValue(JsonElement value, string path, ParameterValidation validation);

    /// <summary>Writes one valid value, completed.</summary>
    protected internal virtual void WriteComplete(JsonElement value, Utf8JsonWriter writer) => value.WriteTo(writer);
}
