using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>A span of time: a text with units such as <c>1h30m</c> (<see cref="DurationValue"/>) or a plain number of seconds.</summary>
public sealed record DurationSchema : ParameterSchema
{
    /// <summary>Whether no time at all is a duration too; as a rule it has to be longer.</summary>
    public bool AllowsZero { get; init; }

    /// <summary>The longest duration, itself allowed; as a rule a year.</summary>
    public TimeSpan Maximum { get; init; } = TimeSpan.FromDays(365);

    /// <summary>A word that may stand in place of a duration, <c>epoch</c>; null where none may.</summary>
    public string? Word { get; init; }

    /// <inheritdoc/>
    protected internal override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        if (IsWord(value))
            return;
        var shown = ParameterValue.Show(value);
        if (!DurationValue.TryRead(value, out var duration))
            validation.Fault(path, $"{shown} is {(Word is null ? "not" : $"neither '{Word}' nor")} a duration such as 30s, 10m or 1h30m");
        else if (duration < TimeSpan.Zero || duration == TimeSpan.Zero && !AllowsZero)
            validation.Fault(path, $"{shown} is not {(AllowsZero ? "at least" : "greater than")} 0");
        else if (duration > Maximum)
            validation.Fault(path, $"{shown} is not at most {DurationValue.Show(Maximum)}");
    }

    /// <inheritdoc/>
    protected internal override void WriteComplete(JsonElement value, Utf8JsonWriter writer)
    {
        if (!IsWord(value) && DurationValue.TryRead(value, out var duration))
            writer.WriteStringValue(DurationValue.Show(duration));
        else
            value.WriteTo(writer);
    }

    private bool IsWord(JsonElement value) => Word is not null && value.ValueKind == JsonValueKind.String && value.ValueEquals(Word);
}
