using System.Text.Json;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>What a user writes in place of a value: the values that the search may choose there.</summary>
/// <remarks>To add one, write a class with its <see cref="SearchKeyword"/> and name that in <see cref="SearchKeywords.All"/>.</remarks>
internal abstract class SearchExpression
{
    /// <summary>The value below which the share <paramref name="u"/> of all draws lies; for <paramref name="u"/> uniform in [0, 1) a fair draw.</summary>
    public abstract JsonElement Quantile(double u);

    /// <summary>The other way: a number that <see cref="Quantile"/> makes <paramref name="value"/> of; null for a value that it never gives.</summary>
    public abstract double? Position(JsonElement value);

    /// <summary>A value near another: a number times a factor, brought to the nearest value that the expression gives.</summary>
    /// <param name="value">A value, which need not be one of the expression's.</param>
    /// <param name="factor">Above 0.</param>
    /// <returns>One of the expression's values; <paramref name="value"/> itself where it is no number.</returns>
    public abstract JsonElement Scaled(JsonElement value, double factor);

    /// <summary>Values that are valid for a parameter exactly if all are, each with its place behind the expression's path: <c>.grid[1]</c>.</summary>
    public abstract IEnumerable<(JsonElement Value, string Place)> Samples();
}
