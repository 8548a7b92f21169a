using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>The keywords of the language for search spaces.</summary>
internal static class SearchKeywords
{
    /// <summary>Every keyword, in the order in which documentation lists them.</summary>
    public static IReadOnlyList<SearchKeyword> All { get; } =
    [
        ListExpression.Grid, ListExpression.Choice, UniformExpression.Keyword, LogUniformExpression.Keyword, IntExpression.Keyword, LogIntExpression.Keyword,
        NormalExpression.Keyword, QuantisedExpression.Keyword,
    ];

    /// <summary>The keyword of an expression: an object with one key, which is a keyword. Null for every other value.</summary>
    public static SearchKeyword? Of(JsonElement value, out JsonElement argument)
    {
        argument = default;
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() != 1)
            return null;
        var property = value.EnumerateObject().First();
        argument = property.Value;
        return All.FirstOrDefault(keyword => keyword.Name == property.Name);
    }

    /// <summary>What may stand in place of a value: the values of a list that it is, or itself.</summary>
    public static IReadOnlyList<JsonElement> Alternatives(JsonElement value) =>
        TryParse(value, "", new ParameterValidation([]), out var expression) && expression is ListExpression list ? list.Alternatives : [value];

    /// <summary>Reads an expression.</summary>
    /// <returns>False when <paramref name="value"/> is none; true with no expression when it is a faulty one.</returns>
    public static bool TryParse(JsonElement value, string path, ParameterValidation validation, out SearchExpression? expression)
    {
        var keyword = Of(value, out var argument);
        expression = keyword?.Parse(argument, $"{path}.{keyword.Name}", validation);
        return keyword is not null;
    }
}
