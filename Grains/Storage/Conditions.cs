using System.Globalization;

namespace ActorTraining.Grains.Storage;

/// <summary>The conditions of a query, with the values that stand in them as parameters.</summary>
internal sealed class Conditions
{
    private readonly List<string> _all = [];
    private readonly List<object?> _values = [];

    /// <summary>The values, in the order of their parameters.</summary>
    public ReadOnlySpan<object?> Values => _values.ToArray();

    /// <summary>Takes a value in.</summary>
    /// <returns>The parameter that stands for it.</returns>
    public string Value(object? value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${_values.Count}");
    }

    /// <summary>Adds a condition that has to be met as well.</summary>
    public void Add(string condition) => _all.Add(condition);

    /// <summary>Adds that a text contains another.</summary>
    /// <param name="text">An expression for the text, in lower case.</param>
    /// <param name="folded">What it contains, in lower case.</param>
    public void AddContains(string text, string folded) => Add(Contains(text, folded));

    /// <summary>The condition that a text contains another.</summary>
    /// <inheritdoc cref="AddContains"/>
    public string Contains(string text, string folded) =>
        $"{text} LIKE {Value($"%{folded.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%")} ESCAPE '\\'";

    /// <summary>All of them, as they stand behind WHERE.</summary>
    public override string ToString() => string.Join(" AND ", _all);
}
