using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ActorTraining.Experiments.Reports;

/// <summary>Writes a table as comma-separated values (RFC 4180: CRLF, quotes where needed), in UTF-8, the same on every machine.</summary>
/// <remarks>
/// A text that a spreadsheet would take for a formula (it begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a line end) gets an apostrophe before it.
/// Numbers are written with as many digits as give the same number again when read; NaN and the infinities as <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.
/// </remarks>
internal sealed class CsvTable
{
    private readonly StringBuilder _text = new();
    private bool _inRow;

    /// <summary>Adds a cell with a text; null gives an empty one.</summary>
    public CsvTable Text(string? text)
    {
        if (text is not { Length: > 0 }) return Raw("");
        return Raw("=+-@\t\r\n".Contains(text[0]) ? "'" + text : text);
    }

    /// <summary>Adds a cell with a number; null gives an empty one.</summary>
    public CsvTable Number(double? number) => Raw(number?.ToString("R", CultureInfo.InvariantCulture) ?? "");

    /// <summary>Adds a cell with a whole number; null gives an empty one.</summary>
    public CsvTable Number(long? number) => Raw(number?.ToString(CultureInfo.InvariantCulture) ?? "");

    /// <summary>Adds a cell with a time (ISO 8601); null gives an empty one.</summary>
    public CsvTable Time(DateTimeOffset? time) => Raw(time?.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture) ?? "");

    /// <summary>Adds a cell with a JSON value: numbers as they were written, texts without quotes, anything else as JSON.</summary>
    public CsvTable Json(JsonElement? value) => value is not { } json ? Raw("") : json.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => Raw(""),
        JsonValueKind.Number => Raw(json.GetRawText()),
        JsonValueKind.String => Text(json.GetString()),
        _ => Text(json.GetRawText()),
    };

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        _text.Append("\r\n");
        _inRow = false;
    }

    /// <summary>The table in UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private CsvTable Raw(string cell)
    {
        if (_inRow) _text.Append(',');
        _inRow = true;
        if (cell.AsSpan().IndexOfAny(",\"\r\n") < 0) _text.Append(cell);
        else _text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        return this;
    }
}
