using System.Globalization;

namespace ActorTraining.WebUI.Components.Experiments.Curves;

/// <summary>Which trials' curves are shown: <c>best:20</c>, <c>newest:20</c>, <c>running</c>, or numbers, <c>1, 4, 7-9</c>.</summary>
/// <param name="Kind">By what they are chosen.</param>
/// <param name="Count">The most of them, for all but named ones.</param>
/// <param name="Numbers">The numbers of named ones, ascending.</param>
public sealed record TrialChoice(TrialChoiceKind Kind, int Count, IReadOnlyList<int> Numbers)
{
    /// <summary>The most curves of a chart; more could not be told apart.</summary>
    public const int Most = 100;

    /// <summary>What is shown where nothing else is asked for.</summary>
    public static TrialChoice Default { get; } = Best(20);

    /// <summary>The best ones.</summary>
    public static TrialChoice Best(int count) => new(TrialChoiceKind.Best, count, []);

    /// <summary>Reads a choice; null where the text is none.</summary>
    public static TrialChoice? Parse(string text)
    {
        var parts = text.Trim().Split(':');
        return parts switch
        {
            ["running"] => new(TrialChoiceKind.Running, Most, []),
            ["best" or "newest", var count] when Number(count) is { } n => new(parts[0] == "best" ? TrialChoiceKind.Best : TrialChoiceKind.Newest, Math.Min(n, Most), []),
            [var numbers] => Named(numbers),
            _ => null,
        };
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Kind switch
    {
        TrialChoiceKind.Best => string.Create(CultureInfo.InvariantCulture, $"best:{Count}"),
        TrialChoiceKind.Newest => string.Create(CultureInfo.InvariantCulture, $"newest:{Count}"),
        TrialChoiceKind.Running => "running",
        _ => string.Join(",", Numbers),
    };

    private static TrialChoice? Named(string text)
    {
        var numbers = new SortedSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('-') is not [var from, .. { Length: <= 1 } rest] || Number(from) is not { } low || Number(rest is [var to] ? to : from) is not { } high)
            {
                return null;
            }

            for (var number = low; number <= high && numbers.Count < Most; number++)
            {
                numbers.Add(number);
            }
        }

        return numbers.Count == 0 ? null : new(TrialChoiceKind.Named, numbers.Count, [.. numbers]);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
