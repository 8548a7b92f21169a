using System.Globalization;

namespace ActorTraining.Experiments;

/// <summary>A condition that trials have to meet.</summary>
/// <remarks>
/// As text: a field, one of <c>= != &lt; &lt;= &gt; &gt;= ~</c>, and a value: <c>param:optimizer.lr&gt;=0.1</c>, <c>metric:test.loss&lt;2</c>,
/// <c>param:optimizer.kind=adam</c>, <c>state!=failed</c>, <c>started&gt;2026-01-02T12:00:00Z</c>. Numbers are compared with numbers and texts with texts, in the
/// order of their characters; a trial without a value, or with NaN, meets no condition on it.
/// </remarks>
public sealed record TrialFilter
{
    private static readonly (string Sign, ComparisonOperator Comparison)[] Signs =
    [
        ("!=", ComparisonOperator.NotEqual), ("<=", ComparisonOperator.LessOrEqual), (">=", ComparisonOperator.GreaterOrEqual),
        ("=", ComparisonOperator.Equal), ("<", ComparisonOperator.Less), (">", ComparisonOperator.Greater), ("~", ComparisonOperator.Contains),
    ];

    /// <summary>Creates a condition.</summary>
    /// <exception cref="FormatException">The field cannot be compared in this way, or not with this value.</exception>
    public TrialFilter(TrialField field, ComparisonOperator comparison, string value)
    {
        (Field, Comparison, Value) = (field, comparison, value);
        switch (field.Kind)
        {
            case TrialFieldKind.Parameter:
                Number = comparison == ComparisonOperator.Contains ? null : Parsed(value);
                break;
            case TrialFieldKind.State:
                Number = StateOf(value);
                Require(comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual, "is compared with = or !=");
                break;
            case TrialFieldKind.Started:
                Number = MillisecondsOf(value);
                Require(comparison != ComparisonOperator.Contains, "is compared with = != < <= > >=");
                break;
            default:
                Number = Parsed(value) ?? throw new FormatException($"{field}: '{value}' is not a number");
                Require(comparison != ComparisonOperator.Contains, "is compared with = != < <= > >=");
                break;
        }
    }

    /// <summary>What is compared.</summary>
    public TrialField Field { get; }

    /// <summary>How.</summary>
    public ComparisonOperator Comparison { get; }

    /// <summary>With what, as it was given.</summary>
    public string Value { get; }

    /// <summary>The value as a number: of a state its place in <see cref="TrialState"/>, of a time its milliseconds since 1970; null for a text.</summary>
    public double? Number { get; }

    /// <summary>Understands the text of a condition.</summary>
    /// <exception cref="FormatException">It is none; the message says what would be right.</exception>
    public static TrialFilter Parse(string text)
    {
        var at = text.AsSpan().IndexOfAny("!<>=~");
        var (sign, comparison) = at < 1 ? default : Array.Find(Signs, known => text.AsSpan(at).StartsWith(known.Sign, StringComparison.Ordinal));
        return sign is null
            ? throw new FormatException($"'{text}' is not of the form field, one of = != < <= > >= ~, value: for example param:optimizer.lr>=0.1")
            : new TrialFilter(TrialField.Parse(text[..at].Trim()), comparison, text[(at + sign.Length)..].Trim());
    }

    /// <summary>The text that <see cref="Parse"/> understands.</summary>
    public override string ToString() => $"{Field}{Array.Find(Signs, known => known.Comparison == Comparison).Sign}{Value}";

    private static double? Parsed(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) ? number : null;

    private static double StateOf(string text) =>
        Enum.GetValues<TrialState>().Where(state => state.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).Select(state => (double?)state).FirstOrDefault()
        ?? throw new FormatException($"state: '{text}' is none of {string.Join(", ", Enum.GetNames<TrialState>()).ToLowerInvariant()}");

    private static double MillisecondsOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw new FormatException($"started: '{text}' is no time such as 2026-01-02T12:00:00Z");

    private void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new FormatException($"{Field} {rule}");
        }
    }
}
