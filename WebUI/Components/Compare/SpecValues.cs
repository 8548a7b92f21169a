using System.Text.Json;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.WebUI.Components.Compare;

/// <summary>What specs ask for, value by value, so that they can be compared.</summary>
public static class SpecValues
{
    private static readonly HashSet<string> Names = ["name", "description", "tags"];

    /// <summary>The paths at which specs differ, each with the value of each spec; null where a spec has none.</summary>
    /// <remarks>Objects are gone into, lists and search expressions are values. Names, descriptions and tags do not count.</remarks>
    public static IReadOnlyList<(string Path, IReadOnlyList<JsonElement?> Values)> Differences(IReadOnlyList<ExperimentSpec> specs)
    {
        var flat = specs.Select(spec => Flat(SpecJson.Write(spec))).ToList();
        return
        [
            .. flat.SelectMany(values => values.Keys).Distinct()
                .Select(path => (Path: path, Values: (IReadOnlyList<JsonElement?>)[.. flat.Select(values => values.TryGetValue(path, out var value) ? value : (JsonElement?)null)]))
                .Where(row => row.Values.Skip(1).Any(value => !Same(value, row.Values[0]))),
        ];
    }

    private static bool Same(JsonElement? a, JsonElement? b) => (a, b) switch
    {
        (null, null) => true,
        ({ } one, { } other) => JsonElement.DeepEquals(one, other),
        _ => false,
    };

    private static Dictionary<string, JsonElement> Flat(JsonElement document)
    {
        var values = new Dictionary<string, JsonElement>();
        foreach (var property in document.EnumerateObject().Where(property => !Names.Contains(property.Name)))
        {
            Add(property.Name, property.Value);
        }

        return values;

        void Add(string path, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
            {
                foreach (var property in value.EnumerateObject())
                {
                    Add($"{path}.{property.Name}", property.Value);
                }
            }
            else
            {
                values[path] = value;
            }
        }
    }
}
