using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments.Search.Expressions;

namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>The parameters that a spec gives, in any of the alternatives of its search expressions.</summary>
internal static class WrittenParameters
{
    /// <summary>Whether some trial has a parameter.</summary>
    /// <param name="parameters">The parameters of the spec.</param>
    /// <param name="steps">The path: names of properties and positions in lists.</param>
    public static bool Has(JsonElement parameters, IReadOnlyList<string> steps)
    {
        List<JsonElement> reached = [parameters];
        foreach (var step in steps)
            reached = [.. reached.SelectMany(SearchKeywords.Alternatives).SelectMany(value => Behind(value, step))];
        return reached.Count > 0;
    }

    /// <summary>The paths of all that are single values.</summary>
    /// <param name="value">The parameters, or a part of them.</param>
    /// <param name="path">What the paths begin with.</param>
    public static IEnumerable<string> Paths(JsonElement value, string path) => SearchKeywords.Alternatives(value).SelectMany(alternative => alternative.ValueKind switch
    {
        JsonValueKind.Object when SearchKeywords.Of(alternative, out _) is null => alternative.EnumerateObject().SelectMany(property => Paths(property.Value, $"{path}.{property.Name}")),
        JsonValueKind.Array => alternative.EnumerateArray().SelectMany((item, index) => Paths(item, $"{path}[{index}]")),
        _ => [path],
    }).Distinct();

    private static IEnumerable<JsonElement> Behind(JsonElement value, string step) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty(step, out var property) => [property],
        JsonValueKind.Array when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < value.GetArrayLength() => [value[index]],
        _ => [],
    };
}
