using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>An object of which nothing more is known: the parameters of a job that is not in the catalogue.</summary>
internal sealed record AnyObjectSchema : ParameterSchema
{
    /// <inheritdoc/>
    protected override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        if (value.ValueKind != JsonValueKind.Object)
            validation.Fault(path, $"{ParameterValue.Show(value)} is not an object");
    }
}
