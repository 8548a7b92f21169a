using System.Text.Json.Nodes;

namespace ActorTraining.Experiments.Specs;

/// <summary>The part <c>$defs</c> of a JSON Schema: what several places have in common stands there once, and the places refer to it.</summary>
/// <param name="kept">Names that are kept for definitions of their own.</param>
internal sealed class JsonSchemaDefinitions(IEnumerable<string> kept)
{
    private readonly Dictionary<string, string> _names = [];

    /// <summary>All of them by name.</summary>
    public JsonObject All { get; } = new(kept.Select(name => KeyValuePair.Create<string, JsonNode?>(name, null)));

    /// <summary>A reference to a definition.</summary>
    public static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    /// <summary>Defines a schema, unless one like it is defined already.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="names">What it may be called, at least one name; the first that is not another's is taken.</param>
    /// <returns>The name of its definition.</returns>
    public string NameOf(JsonObject schema, params IReadOnlyList<string> names)
    {
        var text = schema.ToJsonString();
        if (!_names.TryGetValue(text, out var name))
        {
            name = names.Concat(Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{names[^1]}-{number}")).First(name => !All.ContainsKey(name));
            _names[text] = name;
            All[name] = schema;
        }
        return name;
    }
}
