using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ActorTraining.Experiments.Specs.Yaml;

/// <summary>What unquoted words mean: the core schema of YAML 1.2 (yaml.org/spec/1.2.2, section 10.3.2).</summary>
internal static partial class YamlScalar
{
    /// <summary>The JSON value of an unquoted word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="value">Its value; null for YAML's null.</param>
    /// <returns>False for <c>.inf</c> and <c>.nan</c>, which JSON lacks.</returns>
    public static bool TryResolve(string word, out JsonNode? value)
    {
        value = word switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => Number(word) is { } number ? JsonNode.Parse(number) : JsonValue.Create(word),
        };
        return !NotFinite.IsMatch(word);
    }

    /// <summary>Whether an unquoted word would be read as this very text, by this reader and by those of YAML 1.1.</summary>
    public static bool IsText(string word) =>
        TryResolve(word, out var value) && value?.GetValueKind() == System.Text.Json.JsonValueKind.String && !OldTruth.IsMatch(word);

    /// <summary>The word as a JSON number, its digits kept as they are; null when it is none.</summary>
    private static string? Number(string word)
    {
        if (JsonNumber.IsMatch(word))
            return word;
        if (Based.Match(word) is { Success: true } based)
            return FromBase(based.Groups["digits"].Value, based.Groups["base"].Value == "x" ? 16 : 8).ToString(CultureInfo.InvariantCulture);
        if (Decimal.Match(word) is not { Success: true } match)
            return null;
        var whole = match.Groups["whole"].Value.TrimStart('0');
        var fraction = match.Groups["fraction"].Value;
        var sign = match.Groups["sign"].Value == "-" ? "-" : "";
        return $"{sign}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : $".{fraction}")}{match.Groups["exponent"].Value}";
    }

    private static BigInteger FromBase(string digits, int radix) =>
        digits.Aggregate(BigInteger.Zero, (number, digit) => number * radix + Convert.ToInt32(digit.ToString(), 16));

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z")]
    private static partial Regex JsonNumber { get; }

    [GeneratedRegex(@"\A(?<sign>[-+]?)(?=\.?[0-9])(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?(?<exponent>[eE][-+]?[0-9]+)?\z")]
    private static partial Regex Decimal { get; }

    // Longer ones are read as texts: nobody means them as numbers, and their conversion is quadratic.
    [GeneratedRegex(@"\A0(?<base>o)(?<digits>[0-7]{1,100})\z|\A0(?<base>x)(?<digits>[0-9a-fA-F]{1,100})\z")]
    private static partial Regex Based { get; }

    [GeneratedRegex(@"\A([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex NotFinite { get; }

    [GeneratedRegex(@"\A(y|yes|n|no|on|off)\z", RegexOptions.IgnoreCase)]
    private static partial Regex OldTruth { get; }
}
