using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments.Search.Expressions;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>Follows a path through parameters and their schema side by side.</summary>
internal static class SchemaPath
{
    /// <summary>What a parameter of a job can be in the trials of a spec.</summary>
    /// <param name="schema">The job's parameters.</param>
    /// <param name="parameters">Those of the spec, with search expressions.</param>
    /// <param name="path">The path under <c>params</c>: <c>optimizer.lr</c>, <c>model.layers[0].units</c>.</param>
    /// <returns>
    /// The schema at the place and the value as it is written there: its default where it was left out, undefined where it has none. Several where a
    /// search expression on the way has several values; none where no trial has such a parameter.
    /// </returns>
    public static IReadOnlyList<(ParameterSchema Schema, JsonElement Value)> Find(ObjectSchema schema, JsonElement parameters, string path)
    {
        IEnumerable<(ParameterSchema Schema, JsonElement Value)> places = [(schema, parameters)];
        foreach (var name in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
            places = [.. places.SelectMany(place => SearchKeywords.Alternatives(place.Value).SelectMany(value => Behind(place.Schema, value, name)))];
        return [.. places];
    }

    private static IEnumerable<(ParameterSchema Schema, JsonElement Value)> Behind(ParameterSchema schema, JsonElement value, string name) => schema switch
    {
        ObjectSchema properties when properties.Find(name) is { } property => [(property, Given(value, name) ?? property.Default ?? default)],
        UnionSchema union when name == union.Discriminator => [(union.Names, Given(value, name) ?? value)],
        UnionSchema union => SearchKeywords.Alternatives(Given(value, union.Discriminator) ?? value)
            .Where(kind => kind.ValueKind == JsonValueKind.String)
            .Select(kind => union.Find(kind.GetString()))
            .OfType<ObjectSchema>()
            .SelectMany(kind => Behind(kind, value, name)),
        ListSchema list when Item(value, name) is { } item => [(list.Item, item)],
        _ => [],
    };

    private static JsonElement? Item(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Array && name.StartsWith('[') && int.TryParse(name.AsSpan()[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < value.GetArrayLength()
            ? value[index]
            : null;

    private static JsonElement? Given(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var given) ? given : null;
}
