using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ActorTraining.Training.Parameters;

/// <summary>Spans of time as people write them: <c>500ms</c>, <c>30s</c>, <c>10m</c>, <c>1h30m</c>, <c>2h</c>, <c>1d</c>.</summary>
/// <remarks>Units stand from the longest to the shortest, each at most once; an amount may have a fraction: <c>1.5h</c>.</remarks>
public static partial class DurationValue
{
    /// <summary>The regular expression (ECMA-262, without anchors) of a duration as text.</summary>
    public const string Pattern = $"(?=[0-9])(?:({Amount})d)?(?:({Amount})h)?(?:({Amount})m)?(?:({Amount})s)?(?:({Amount})ms)?";

    // So many digits that no sum of amounts leaves the range of a decimal.
    private const string Amount = @"[0-9]{1,15}(?:\.[0-9]{1,15})?";

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads a duration as text or a plain number of seconds.</summary>
    /// <param name="value">The value as given.</param>
    /// <param name="duration">The duration, rounded up to 100 ns; the longest there is where it would be longer.</param>
    /// <returns>False when <paramref name="value"/> is neither.</returns>
    public static bool TryRead(JsonElement value, out TimeSpan duration)
    {
        duration = default;
        if (value.ValueKind == JsonValueKind.String)
            return TryParse(value.GetString()!, out duration);
        if (value.ValueKind != JsonValueKind.Number)
            return false;
        if (value.TryGetDecimal(out var seconds) && Math.Abs(seconds) < (decimal)TimeSpan.MaxValue.TotalSeconds)
            duration = FromTicks(seconds * TimeSpan.TicksPerSecond);
        else
            duration = value.GetRawText().StartsWith('-') ? TimeSpan.MinValue : TimeSpan.MaxValue;
        return true;
    }

    /// <summary>Reads a duration with units; one with a minus sign is negative.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">As for <see cref="TryRead"/>.</param>
    /// <returns>False when <paramref name="text"/> is no duration.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var isNegative = text.StartsWith('-');
        if (Whole.Match(isNegative ? text[1..] : text) is not { Success: true } match)
            return false;
        var ticks = 0m;
        for (var i = 0; i < Units.Length; i++)
        {
            if (match.Groups[i + 1] is { Success: true } amount)
                ticks += decimal.Parse(amount.Value, CultureInfo.InvariantCulture) * Units[i].Ticks;
        }
        duration = FromTicks(isNegative ? -ticks : ticks);
        return true;
    }

    /// <summary>The canonical text of a duration, which reads back to the same: <c>1h30m</c>, <c>1.5s</c>, <c>0s</c>.</summary>
    public static string Show(TimeSpan duration)
    {
        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : "");
        var rest = Math.Abs((decimal)duration.Ticks);
        foreach (var (unit, ticks) in Units[..3])
        {
            var whole = Math.Floor(rest / ticks);
            rest -= whole * ticks;
            if (whole > 0)
                text.Append(CultureInfo.InvariantCulture, $"{whole}{unit}");
        }
        if (rest >= TimeSpan.TicksPerSecond || duration == TimeSpan.Zero)
            text.Append(CultureInfo.InvariantCulture, $"{rest / TimeSpan.TicksPerSecond:0.#######}s");
        else if (rest > 0)
            text.Append(CultureInfo.InvariantCulture, $"{rest / TimeSpan.TicksPerMillisecond:0.####}ms");
        return text.ToString();
    }

    // Rounded up, so that a short time never turns into none at all.
    private static TimeSpan FromTicks(decimal ticks) =>
        new((long)Math.Clamp(Math.Ceiling(ticks), long.MinValue, long.MaxValue));

    [GeneratedRegex($@"\A{Pattern}\z")]
    private static partial Regex Whole { get; }
}
