using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>Any value, with any other inside: of a parameter of which nothing more is known.</summary>
public sealed record AnySchema : ParameterSchema
{
    /// <inheritdoc/>
    protected internal override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        if (value.ValueKind == JsonValueKind.Null)
            validation.Fault(path, "has no value");
        foreach (var property in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().AsEnumerable() : [])
            Validate(property.Value, $"{path}.{property.Name}", validation);
        foreach (var (index, item) in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Index() : [])
            Validate(item, $"{path}[{index}]", validation);
    }
}
