using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>An object with named properties; a name that is not among them is an error with a did-you-mean.</summary>
public sealed record ObjectSchema : ParameterSchema
{
    /// <summary>The properties, in the order in which documentation lists them.</summary>
    public required IReadOnlyList<KeyValuePair<string, ParameterSchema>> Properties { get; init; }

    /// <inheritdoc/>
    public override void Validate(JsonElement value, string path, ICollection<ParameterError> errors) =>
        throw new NotImplementedException();
}
