using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>A whole number; <c>16.0</c> is one.</summary>
public sealed record IntegerSchema : ParameterSchema
{
    /// <summary>The least value, itself allowed; as a rule all that fit an <see cref="int"/>.</summary>
    public long Minimum { get; init; } = int.MinValue;

    /// <summary>The greatest value, itself allowed; as a rule all that fit an <see cref="int"/>.</summary>
    public long Maximum { get; init; } = int.MaxValue;

    /// <inheritdoc/>
    protected internal override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        if (!ParameterValue.TryGetWhole(value, out var whole))
            validation.Fault(path, NotWhole(value));
        else if (whole < Minimum)
            validation.Fault(path, $"{ParameterValue.Show(value)} is not at least {Minimum}");
        else if (whole > Maximum)
            validation.Fault(path, $"{ParameterValue.Show(value)} is not at most {Maximum}");
    }

    /// <inheritdoc/>
    protected internal override void WriteComplete(JsonElement value, Utf8JsonWriter writer)
    {
        if (ParameterValue.TryGetWhole(value, out var whole))
            writer.WriteNumberValue(whole);
        else
            value.WriteTo(writer);
    }

    private static string NotWhole(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number == Math.Floor(number)
            ? $"{ParameterValue.Show(value)} is too large"
            : NumberSchema.NotANumber(value, "a whole number");
}
