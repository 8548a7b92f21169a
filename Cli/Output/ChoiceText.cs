using System.Text.Json;

namespace ActorTraining.Cli.Output;

/// <summary>The parameters that a search chose for a trial, as people tell trials apart by them.</summary>
internal static class ChoiceText
{
    /// <summary>The name of the choice at a path: its last part where that is not ambiguous, <c>lr</c> for <c>optimizer.lr</c>.</summary>
    /// <param name="path">The path under <c>params</c>.</param>
    /// <param name="paths">The paths of all choices.</param>
    public static string Name(string path, IEnumerable<string> paths)
    {
        string last = LastPart(path);
        return paths.Count(other => LastPart(other) == last) > 1 ? path : last;
    }

    /// <summary>All choices in one line, for example <c>lr=0.1 batch=32</c>; empty where nothing was chosen.</summary>
    public static string Of(IReadOnlyDictionary<string, JsonElement> choices) =>
        string.Join(' ', choices.Select(choice => $"{Name(choice.Key, choices.Keys)}={Value(choice.Value)}"));

    /// <summary>A chosen value: a string without its quotes, anything else as JSON.</summary>
    public static string Value(JsonElement value) =>
        PlainText.Of(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());

    private static string LastPart(string path) => path[(path.LastIndexOf('.') + 1)..];
}
