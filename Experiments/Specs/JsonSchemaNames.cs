using System.Globalization;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>Names for the definitions of a JSON Schema.</summary>
internal static class JsonSchemaNames
{
    /// <summary>The values that places may have, with or without a search expression of them.</summary>
    /// <param name="name">The name of the values.</param>
    public static string Varied(string name) => $"varied-{name}";

    /// <summary>What the values of a schema may be called, the best name first.</summary>
    /// <param name="schema">The schema: <c>number-from-0</c> tells all there is to know of some.</param>
    /// <param name="place">A place where such values stand: of <c>classifier.optimizer</c> as little as tells it from others.</param>
    public static IReadOnlyList<string> Of(ParameterSchema schema, string place)
    {
        var parts = place.Split('.');
        var ends = Enumerable.Range(1, parts.Length).Select(count => string.Join('.', parts[^count..]));
        return Words(schema) is { } words ? [words, .. ends] : [.. ends];
    }

    private static string? Words(ParameterSchema schema) => schema switch
    {
        NumberSchema number => "number" + Bound("above", number.ExclusiveMinimum) + Bound("from", number.Minimum)
            + Bound("below", number.ExclusiveMaximum) + Bound("to", number.Maximum),
        IntegerSchema whole => "integer" + (whole.Minimum == int.MinValue ? "" : Bound("from", whole.Minimum))
            + (whole.Maximum is int.MaxValue or long.MaxValue ? "" : Bound("to", whole.Maximum)),
        FlagSchema => "flag",
        TextSchema { Choices: null } => "text",
        DurationSchema => "duration",
        MemorySchema => "memory",
        _ => null,
    };

    private static string Bound(string word, double? bound) => bound is { } value ? string.Create(CultureInfo.InvariantCulture, $"-{word}-{value}") : "";
}
