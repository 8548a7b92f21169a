using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Training.Parameters;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ActorTraining.Experiments.Specs.Yaml;

/// <summary>Makes a JSON document of YAML's events. The text is not trusted: its size, depth and growth through aliases are limited.</summary>
internal sealed class YamlComposer
{
    /// <summary>The longest text, in characters.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>The most values, those repeated through aliases counted each time.</summary>
    public const int MostValues = 100_000;

    /// <summary>The deepest nesting.</summary>
    public const int DeepestNesting = 50;

    private readonly YamlEvents _events;
    private readonly Dictionary<string, (JsonNode? Value, int Values)> _anchors = [];
    private readonly HashSet<string> _openAnchors = [];
    private readonly Dictionary<string, int> _lines = [];
    private readonly List<ParameterError> _errors = [];
    private readonly HashSet<string> _unread = [];
    private int _values;
    private int _depth;

    private YamlComposer(string text) => _events = new YamlEvents(text);

    /// <summary>Reads a document.</summary>
    /// <param name="text">The text.</param>
    /// <param name="root">What paths start with.</param>
    /// <exception cref="InvalidSpecException">The text is no YAML, or breaks a limit; the error's path is its line and column.</exception>
    public static YamlDocument Read(string text, string root)
    {
        var composer = new YamlComposer(text);
        var value = composer.Document(root);
        return new YamlDocument(JsonSerializer.SerializeToElement(value), composer._lines, composer._errors) { Unread = composer._unread };
    }

    private JsonNode? Document(string root)
    {
        _events.Take<StreamStart>();
        if (!_events.TryTake<DocumentStart>(out _))
            throw YamlEvents.Fault(Mark.Empty, "the document is empty");
        var value = Node(root);
        _events.Take<DocumentEnd>();
        if (!_events.TryTake<StreamEnd>(out _))
            throw _events.Fault("a second document begins; a file holds one");
        return value;
    }

    private JsonNode? Node(string path)
    {
        _lines.TryAdd(path, _events.Line);
        if (++_values > MostValues)
            throw _events.Fault($"the document has more than {MostValues:N0} values");
        if (_events.TryTake<AnchorAlias>(out var alias))
            return Repeated(alias);
        if (_events.Current is not NodeEvent start)
            throw _events.Fault("a value is missing before this place");
        var before = _values;
        var name = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (name is not null)
            _openAnchors.Add(name);
        var value = start switch
        {
            SequenceStart => Nested(() => List(path)),
            MappingStart => Nested(() => Object(path)),
            _ => Scalar(path),
        };
        if (name is not null)
        {
            _openAnchors.Remove(name);
            _anchors[name] = (value, _values - before);
        }
        return value;
    }

    private JsonNode? Repeated(AnchorAlias alias)
    {
        var name = alias.Value.Value;
        if (_openAnchors.Contains(name))
            throw YamlEvents.Fault(alias.Start, $"*{name} stands inside the value that it repeats");
        if (!_anchors.TryGetValue(name, out var anchor))
            throw YamlEvents.Fault(alias.Start, $"*{name} repeats a value, but no value before it is marked &{name}");
        _values += anchor.Values;
        if (_values > MostValues)
            throw YamlEvents.Fault(alias.Start, $"*{name} lets the document grow to more than {MostValues:N0} values");
        return anchor.Value?.DeepClone();
    }

    private JsonArray List(string path)
    {
        Refuse(_events.Take<SequenceStart>(), path);
        var list = new JsonArray();
        while (!_events.TryTake<SequenceEnd>(out _))
            list.Add(Node($"{path}[{list.Count}]"));
        return list;
    }

    private JsonObject Object(string path)
    {
        Refuse(_events.Take<MappingStart>(), path);
        var properties = new JsonObject();
        while (!_events.TryTake<MappingEnd>(out _))
        {
            if (!_events.TryTake<Scalar>(out var key))
                throw _events.Fault("a key has to be a single word or a text in quotes");
            var name = key.Value;
            var place = $"{path}.{name}";
            if (name == "<<" && key.Style == ScalarStyle.Plain)
                throw YamlEvents.Fault(key.Start, "merging with '<<' is not supported; write the keys out, or repeat a whole value with an alias");
            if (properties.ContainsKey(name))
                _errors.Add(new ParameterError(place, $"stands here again; it is given on line {_lines[place]} already") { Line = (int)key.Start.Line });
            else
                _lines[place] = (int)key.Start.Line;
            properties[name] = Node(place);
        }
        return properties;
    }

    private JsonNode? Scalar(string path)
    {
        var scalar = _events.Take<Scalar>();
        if (scalar.Style != ScalarStyle.Plain || scalar.Tag.IsNonSpecific && !scalar.Tag.IsEmpty || IsTextTag(scalar.Tag))
            return JsonValue.Create(scalar.Value);
        Refuse(scalar, path);
        if (!YamlScalar.TryResolve(scalar.Value, out var value))
        {
            _errors.Add(new ParameterError(path, $"{scalar.Value} is not a finite number") { Line = (int)scalar.Start.Line });
            _unread.Add(path);
        }
        return value;
    }

    private static bool IsTextTag(TagName tag) => !tag.IsEmpty && !tag.IsNonSpecific && tag.Value == "tag:yaml.org,2002:str";

    private void Refuse(NodeEvent node, string path)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            _errors.Add(new ParameterError(path, $"the tag '{node.Tag.Value}' is not supported; remove it") { Line = (int)node.Start.Line });
    }

    private T Nested<T>(Func<T> read)
    {
        if (++_depth > DeepestNesting)
            throw _events.Fault($"is nested more than {DeepestNesting} deep");
        var value = read();
        _depth--;
        return value;
    }
}
