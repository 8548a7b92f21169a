using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>Parameter values as JSON: making them, and naming them in messages.</summary>
public static class ParameterValue
{
    private const int LongestShown = 40;

    // Beyond 2^53 not every whole number is a double, so "3e17" would silently mean another number.
    private const double LargestExactDouble = 1L << 53;

    /// <summary>The JSON form of a C# value: a number, a text, a flag, a list, or an object with properties (anonymous ones too).</summary>
    /// <example><c>ParameterValue.Of(new { kind = "sgd", lr = 0.1 })</c></example>
    public static JsonElement Of(object? value) => JsonSerializer.SerializeToElement(value);

    /// <summary>How a message names a value: numbers as they were written, texts in quotes, lists and objects by their kind.</summary>
    public static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Shortened(value.GetRawText()),
        JsonValueKind.String => $"'{Shortened(value.GetString()!)}'",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "nothing",
    };

    /// <summary>A number as a message shows it, in its shortest form that reads back the same.</summary>
    public static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a whole number; <c>16.0</c> and <c>1e3</c> are whole.</summary>
    /// <returns>False when <paramref name="value"/> is no number, has a fraction or does not fit.</returns>
    public static bool TryGetWhole(JsonElement value, out long whole)
    {
        whole = 0;
        if (value.ValueKind != JsonValueKind.Number)
            return false;
        if (value.TryGetInt64(out whole))
            return true;
        if (!value.TryGetDouble(out var number) || number != Math.Floor(number) || Math.Abs(number) > LargestExactDouble)
            return false;
        whole = (long)number;
        return true;
    }

    /// <summary>Reads a finite number.</summary>
    /// <returns>False when <paramref name="value"/> is no number or too large for float64.</returns>
    public static bool TryGetFinite(JsonElement value, out double number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number) && double.IsFinite(number);
    }

    /// <summary>The JSON value that <paramref name="write"/> writes.</summary>
    public static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static string Shortened(string text) =>
        text.Length <= LongestShown ? text : string.Concat(text.AsSpan(0, LongestShown - 1), "…");
}
