using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorTraining.WebUI.Text;

/// <summary>How the pages write numbers, times and sizes.</summary>
public static class Format
{
    private static readonly string[] Sizes = ["B", "KiB", "MiB", "GiB", "TiB"];

    // For people, not for markup: what pages show is escaped where it is written into them.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What stands where there is nothing to show.</summary>
    public const string None = "–";

    /// <summary>A measured value in four significant digits: <c>0.9366</c>, <c>12.35</c>, <c>1.2e-05</c>; <see cref="None"/> for null.</summary>
    public static string Number(double? value) => value switch
    {
        null => None,
        { } v when double.IsNaN(v) => "NaN",
        { } v when double.IsInfinity(v) => v > 0 ? "∞" : "-∞",
        0 => "0",
        { } v when Math.Abs(v) is >= 1e6 or < 1e-3 => v.ToString("0.###e+0", CultureInfo.InvariantCulture),
        { } v when Math.Abs(v) >= 1e4 || v == Math.Truncate(v) => v.ToString("#,0.#", CultureInfo.InvariantCulture),
        { } v => v.ToString(Math.Abs(v) >= 100 ? "0.0" : Math.Abs(v) >= 10 ? "0.00" : Math.Abs(v) >= 1 ? "0.000" : "0.0000", CultureInfo.InvariantCulture),
    };

    /// <summary>A whole number with thousands apart.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A whole number and what it counts: <c>1 trial</c>, <c>2,000 trials</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="noun">What there is of, in the singular; its plural ends in <c>s</c>.</param>
    public static string Count(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? "" : "s")}";

    /// <summary>How much of something there is: <c>3 of 60 trials</c>; where it is all of it, <c>60 trials</c>.</summary>
    /// <param name="part">What there is of it.</param>
    /// <param name="whole">All of it; null where that is not known.</param>
    /// <param name="noun">What is counted, in the singular; null leaves it out.</param>
    public static string Part(long part, long? whole, string? noun = null) => (whole is { } all && all != part ? $"{Count(part)} of " : "")
        + (noun is null ? Count(whole ?? part) : Count(whole ?? part, noun));

    /// <summary>A value beside others, in up to three significant digits: <c>0.0314</c>, <c>5.26e-4</c>, <c>12,300</c>.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e6 or < 1e-3 => value.ToString("0.##e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal),
        >= 1e3 => value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => value.ToString("G3", CultureInfo.InvariantCulture),
    };

    /// <summary>A parameter's value: text as it is, numbers in up to five digits (<c>0.1</c>), lists and objects as JSON.</summary>
    public static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when value.GetDouble() is var v && Math.Abs(v) is >= 1e-3 and < 1e5 => v.ToString("G5", CultureInfo.InvariantCulture),
        JsonValueKind.Number => Number(value.GetDouble()),
        JsonValueKind.Array or JsonValueKind.Object => JsonSerializer.Serialize(value, Readable),
        _ => value.GetRawText(),
    };

    /// <summary>A span of time: <c>0.4 s</c>, <c>42 s</c>, <c>3 min 05 s</c>, <c>2 h 10 min</c>, <c>4 d 3 h</c>.</summary>
    /// <param name="seconds">In seconds.</param>
    public static string Duration(double? seconds) => seconds switch
    {
        null => None,
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds.Value / 60)} min {Math.Floor(seconds.Value % 60):00} s"),
        < 86_400 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds.Value / 3600)} h {Math.Floor(seconds.Value % 3600 / 60):00} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds.Value / 86_400)} d {Math.Floor(seconds.Value % 86_400 / 3600)} h"),
    };

    /// <summary>How long ago something was: <c>just now</c>, <c>5 min ago</c>, <c>3 h ago</c>, <c>12 d ago</c>.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => (now - then).TotalSeconds switch
    {
        < 45 => "just now",
        < 3600 and var s => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(s / 60))} min ago"),
        < 86_400 and var s => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(s / 3600)} h ago"),
        var s => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(s / 86_400)} d ago"),
    };

    /// <summary>A moment, in UTC: <c>2026-11-28 12:30:05</c>.</summary>
    public static string Moment(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? None;

    /// <summary>A number of bytes: <c>512 B</c>, <c>1.5 MiB</c>.</summary>
    public static string Size(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        for (; value >= 1024 && unit < Sizes.Length - 1; unit++)
        {
            value /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value.ToString(unit == 0 || value >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture)} {Sizes[unit]}");
    }
}
