using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>An object with a number for each metric.</summary>
internal sealed record MetricValuesSchema : ParameterSchema
{
    /// <inheritdoc/>
    protected override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            validation.Fault(path, $"{ParameterValue.Show(value)} is not an object with a number for each metric");
            return;
        }
        foreach (var metric in value.EnumerateObject().Where(metric => !ParameterValue.TryGetFinite(metric.Value, out _)))
            validation.Fault($"{path}.{metric.Name}", $"{ParameterValue.Show(metric.Value)} is not a finite number");
    }
}
