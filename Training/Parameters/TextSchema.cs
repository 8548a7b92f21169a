using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>A text that is not empty.</summary>
public sealed record TextSchema : ParameterSchema
{
    /// <summary>The allowed texts; null allows every one.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <inheritdoc/>
    protected internal override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        if (value.ValueKind != JsonValueKind.String)
            validation.Fault(path, NotAText(value));
        else if (Choices is not null && !Choices.Contains(value.GetString()))
            validation.Fault(path, $"{ParameterValue.Show(value)} is unknown{DidYouMean.Hint(value.GetString()!, Choices)}");
        else if (string.IsNullOrWhiteSpace(value.GetString()))
            validation.Fault(path, "is empty");
    }

    private static string NotAText(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            ? $"{ParameterValue.Show(value)} is not a text; put it in quotes"
            : $"{ParameterValue.Show(value)} is not a text";
}
