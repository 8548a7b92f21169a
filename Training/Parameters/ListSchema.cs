using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>A list of values of one kind.</summary>
public sealed record ListSchema : ParameterSchema
{
    /// <summary>What every item has to be.</summary>
    public required ParameterSchema Item { get; init; }

    /// <summary>The least number of items.</summary>
    public int MinLength { get; init; }

    /// <summary>The greatest number of items.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>Whether a single value may stand in place of a list with nothing else in it; for items that are no lists themselves.</summary>
    public bool TakesSingle { get; init; }

    /// <inheritdoc/>
    protected internal override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            if (TakesSingle)
            {
                Item.Validate(value, path, validation);
                return;
            }
            validation.Fault(path, $"{ParameterValue.Show(value)} is not a list");
            return;
        }
        var length = value.GetArrayLength();
        if (length < MinLength)
            validation.Fault(path, length == 0 ? "is empty" : $"has {Items(length)}; at least {MinLength} are needed");
        else if (length > MaxLength)
            validation.Fault(path, $"has {Items(length)}; at most {MaxLength} are allowed");
        var index = 0;
        foreach (var item in value.EnumerateArray())
            Item.Validate(item, $"{path}[{index++}]", validation);
    }

    /// <inheritdoc/>
    protected internal override void WriteComplete(JsonElement value, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value])
            Item.WriteComplete(item, writer);
        writer.WriteEndArray();
    }

    private static string Items(int count) => count == 1 ? "1 item" : $"{count} items";
}
