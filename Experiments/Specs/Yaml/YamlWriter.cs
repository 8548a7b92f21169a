using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ActorTraining.Experiments.Specs.Yaml;

/// <summary>Writes JSON documents as YAML for people: short objects and lists on one line, longer ones in blocks.</summary>
internal sealed class YamlWriter
{
    private const int LongestLine = 80;

    private readonly Emitter _emitter;

    private YamlWriter(TextWriter text) => _emitter = new Emitter(text, new EmitterSettings()
        .WithBestIndent(2)
        .WithBestWidth(int.MaxValue)
        .WithIndentedSequences()
        .WithNewLine("\n"));

    /// <summary>The YAML text of a JSON document.</summary>
    public static string Write(JsonElement document) => Write(document, isFlow: false);

    private static string Write(JsonElement document, bool isFlow)
    {
        using var text = new StringWriter();
        var writer = new YamlWriter(text);
        writer._emitter.Emit(new StreamStart());
        writer._emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        writer.Node(document, isFlow);
        writer._emitter.Emit(new DocumentEnd(isImplicit: true));
        writer._emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>The YAML text of a value on one line, as it may stand inside brackets.</summary>
    public static string WriteInline(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.GetPropertyCount() == 0 => "{}",
        JsonValueKind.Object => $"{{ {string.Join(", ", value.EnumerateObject().Select(property => $"{WriteInline(property.Name)}: {WriteInline(property.Value)}"))} }}",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(WriteInline))}]",
        // Inside of brackets, since a text that needs quotes there must have them.
        _ => Write(JsonSerializer.SerializeToElement(new[] { value }), isFlow: true).Trim()[1..^1],
    };

    /// <summary>As the other overload, for a key.</summary>
    public static string WriteInline(string key) => WriteInline(JsonSerializer.SerializeToElement(key));

    private void Node(JsonElement value, bool isFlow)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Object(value, isFlow || IsShort(value));
                break;
            case JsonValueKind.Array:
                List(value, isFlow || IsShort(value));
                break;
            case JsonValueKind.String:
                Text(value.GetString()!);
                break;
            default:
                Word(value.GetRawText(), ScalarStyle.Plain);
                break;
        }
    }

    private void Object(JsonElement value, bool isFlow)
    {
        _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, isFlow ? MappingStyle.Flow : MappingStyle.Block));
        foreach (var property in value.EnumerateObject())
        {
            Text(property.Name);
            Node(property.Value, isFlow);
        }
        _emitter.Emit(new MappingEnd());
    }

    private void List(JsonElement value, bool isFlow)
    {
        _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, isFlow ? SequenceStyle.Flow : SequenceStyle.Block));
        foreach (var item in value.EnumerateArray())
            Node(item, isFlow);
        _emitter.Emit(new SequenceEnd());
    }

    private void Text(string text) => Word(text, YamlScalar.IsText(text) && text.All(IsPlain) ? ScalarStyle.Any : ScalarStyle.DoubleQuoted);

    // The emitter decides about indicators such as ": " and " #", but lets control characters and line ends stand as they are.
    private static bool IsPlain(char letter) => letter is >= ' ' and <= '~' || char.IsLetterOrDigit(letter);

    private void Word(string word, ScalarStyle style) =>
        _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, word, style, isPlainImplicit: true, isQuotedImplicit: true));

    /// <summary>Whether a value is written on one line, as <c>{ grid: [0.01, 0.1, 1] }</c> is: it fits, and no object is inside it.</summary>
    public static bool IsShort(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Fits(value) && value.EnumerateObject().All(property => IsWord(property.Value) || IsListOfWords(property.Value)),
        JsonValueKind.Array => Fits(value) && IsListOfWords(value),
        _ => true,
    };

    private static bool Fits(JsonElement value) => value.GetRawText().Length <= LongestLine;

    private static bool IsListOfWords(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsWord);

    private static bool IsWord(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
}
