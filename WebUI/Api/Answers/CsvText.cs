using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ActorTraining.WebUI.Api.Answers;

/// <summary>Values as the cells of a CSV table.</summary>
internal static class CsvText
{
    /// <summary>Appends a row with its line end.</summary>
    public static void Append(StringBuilder text, IReadOnlyList<object?> row)
    {
        for (var i = 0; i < row.Count; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(Cell(row[i]));
        }

        text.Append("\r\n");
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        JsonElement { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } json => json.GetRawText(),
        JsonElement { ValueKind: JsonValueKind.String } json => Quoted(json.GetString()!),
        JsonElement json => Quoted(json.GetRawText()),
        Enum state => state.ToString().ToLowerInvariant(),
        _ => Quoted(value.ToString()!),
    };

    // A table program would take a text that begins like a formula for one and run it.
    private static string Quoted(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"")}\"" : safe;
    }
}
