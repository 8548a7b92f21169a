using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>An object whose names are free and whose values are texts: <c>{ zone: a, rack: "7" }</c>.</summary>
internal sealed record LabelsSchema : ParameterSchema
{
    private static readonly TextSchema Value = new();

    /// <inheritdoc/>
    protected override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            validation.Fault(path, $"{ParameterValue.Show(value)} is not an object of names and texts such as {{ zone: a }}");
            return;
        }
        foreach (var label in value.EnumerateObject())
        {
            if (string.IsNullOrWhiteSpace(label.Name))
                validation.Fault(path, "has a label without a name");
            else if (label.Value.ValueKind == JsonValueKind.Null)
                validation.Fault($"{path}.{label.Name}", "has no value");
            else
                Value.Validate(label.Value, $"{path}.{label.Name}", validation);
        }
    }
}
