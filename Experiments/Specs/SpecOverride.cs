using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Experiments.Specs.Yaml;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>Another value in place of what a spec file says, given from outside: <c>params.epochs=2</c>.</summary>
public sealed record SpecOverride
{
    private SpecOverride(IReadOnlyList<string> keys, JsonElement value) => (Keys, Value) = (keys, value);

    /// <summary>The keys that lead to the value, from the document's root: <c>params</c> and <c>epochs</c>.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The value.</summary>
    public JsonElement Value { get; }

    /// <summary>Where the value stands, as errors name the place: <c>spec.params.epochs</c>.</summary>
    internal string Path => $"{SpecPath.Root}.{string.Join('.', Keys)}";

    /// <summary>Reads an override.</summary>
    /// <param name="text">Path and value with an equals sign between them; the value is YAML, so that <c>params.lr={grid: [0.1, 1]}</c> is a search expression.</param>
    /// <exception cref="InvalidSpecException">The text is not of this form; the error's path is the text before the equals sign.</exception>
    public static SpecOverride Parse(string text)
    {
        var equals = text.IndexOf('=');
        if (equals < 1)
            throw Fault(text, "is not of the form path=value, for example params.epochs=2");
        var path = text[..equals];
        var keys = path.Split('.');
        if (keys[0] == SpecPath.Root)
            keys = keys[1..];
        if (keys.Length == 0 || keys.Any(key => key.Length == 0 || key.Contains('[')))
            throw Fault(path, "is not a path of keys with dots between them, for example params.optimizer.lr");
        try
        {
            var document = YamlComposer.Read(text[(equals + 1)..], $"{SpecPath.Root}.{string.Join('.', keys)}");
            return document.Errors.Count == 0 ? new SpecOverride(keys, document.Value) : throw new InvalidSpecException(document.Errors);
        }
        catch (InvalidSpecException exception)
        {
            throw new InvalidSpecException([.. exception.Errors.Select(error => new ParameterError(path, $"the value is not readable: {error.Message}"))]);
        }
    }

    /// <summary>The document with the values of overrides in it; keys that are missing on the way are added.</summary>
    /// <exception cref="InvalidSpecException">An override leads through a value that has no keys.</exception>
    internal static JsonElement Apply(JsonElement document, IReadOnlyList<SpecOverride> overrides)
    {
        var root = JsonSerializer.SerializeToNode(document);
        foreach (var change in overrides)
            change.Apply(root);
        return JsonSerializer.SerializeToElement(root);
    }

    private void Apply(JsonNode? root)
    {
        var place = SpecPath.Root;
        var node = root;
        for (var i = 0; ; i++)
        {
            if (node is not JsonObject parent)
                throw Fault(Path, $"cannot be set, since {place} is not an object with keys; set {place} as a whole");
            place = $"{place}.{Keys[i]}";
            if (i == Keys.Count - 1)
            {
                parent[Keys[i]] = JsonSerializer.SerializeToNode(Value);
                return;
            }
            node = parent[Keys[i]] ??= new JsonObject();
        }
    }

    private static InvalidSpecException Fault(string path, string message) => new([new ParameterError(path, message)]);
}
