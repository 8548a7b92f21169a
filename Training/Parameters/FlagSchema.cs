using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>True or false.</summary>
public sealed record FlagSchema : ParameterSchema
{
    /// <inheritdoc/>
    protected internal override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            validation.Fault(path, $"{ParameterValue.Show(value)} is neither true nor false");
    }
}
