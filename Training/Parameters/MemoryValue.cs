using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ActorTraining.Training.Parameters;

/// <summary>Amounts of memory as people write them: <c>512MB</c>, <c>4GB</c>, <c>1.5GiB</c>.</summary>
/// <remarks><c>KB</c>, <c>MB</c>, <c>GB</c> and <c>TB</c> count in thousands, <c>KiB</c>, <c>MiB</c>, <c>GiB</c> and <c>TiB</c> in 1,024s (IEC 80000-13).</remarks>
public static partial class MemoryValue
{
    /// <summary>The regular expression (ECMA-262, without anchors) of an amount as text.</summary>
    public const string Pattern = @"([0-9]{1,15}(?:\.[0-9]{1,15})?)(B|[KMGT]i?B)";

    // The largest first, so that the shortest text is found first.
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("TiB", 1L << 40),
        ("TB", 1_000_000_000_000),
        ("GiB", 1L << 30),
        ("GB", 1_000_000_000),
        ("MiB", 1L << 20),
        ("MB", 1_000_000),
        ("KiB", 1L << 10),
        ("KB", 1_000),
        ("B", 1),
    ];

    /// <summary>Reads an amount of memory.</summary>
    /// <param name="value">The value as given.</param>
    /// <param name="bytes">The amount in bytes, rounded up; as much as a <see cref="long"/> holds where it would be more.</param>
    /// <returns>False when <paramref name="value"/> is none.</returns>
    public static bool TryRead(JsonElement value, out long bytes)
    {
        bytes = 0;
        return value.ValueKind == JsonValueKind.String && TryParse(value.GetString()!, out bytes);
    }

    /// <summary>Reads an amount of memory; one with a minus sign is negative.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">As for <see cref="TryRead"/>.</param>
    /// <returns>False when <paramref name="text"/> is none.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var isNegative = text.StartsWith('-');
        if (Whole.Match(isNegative ? text[1..] : text) is not { Success: true } match)
            return false;
        var unit = Array.Find(Units, unit => unit.Unit == match.Groups[2].Value).Bytes;
        var amount = Math.Ceiling(decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * unit);
        bytes = (long)Math.Min(amount, long.MaxValue) * (isNegative ? -1 : 1);
        return true;
    }

    /// <summary>The canonical text of an amount, which reads back to the same: <c>4GB</c>, <c>2GiB</c>, <c>0B</c>.</summary>
    /// <param name="bytes">The amount in bytes.</param>
    public static string Show(long bytes)
    {
        var (unit, size) = bytes == 0 ? ("B", 1) : Array.Find(Units, unit => bytes % unit.Bytes == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / size}{unit}");
    }

    [GeneratedRegex($@"\A{Pattern}\z")]
    private static partial Regex Whole { get; }
}
