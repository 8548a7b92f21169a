using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActorTraining.Experiments.Search.Expressions;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Naming;

/// <summary>Gives what a search chooses short names, from the spec that it chooses by.</summary>
/// <remarks>
/// Where whole objects and lists are chosen between, a value is called by what tells it from the others (<see cref="AlternativeNames"/>), and what was
/// chosen inside of it stands beside it. Choices that differ only in their places in a list are one: <c>outputs 24-32-48</c>.
/// </remarks>
public sealed partial class ChoiceNames
{
    private readonly HashSet<string> _patterns;
    private readonly Dictionary<string, List<(JsonElement Template, string Name)>> _alternatives = [];

    private readonly AlternativeText _text;

    private ChoiceNames(JsonElement parameters, IEnumerable<string> paths, AlternativeText text)
    {
        _text = text;
        _patterns = [.. paths.Select(Pattern)];
        Collect(parameters, "");
    }

    /// <summary>The names for a spec.</summary>
    /// <param name="parameters">The spec's parameters, with search expressions.</param>
    /// <param name="paths">Paths of choices that there are beside those of the spec.</param>
    /// <param name="number">How numbers are written; as in reports when left out.</param>
    public static ChoiceNames Of(JsonElement parameters, IEnumerable<string>? paths = null, Func<JsonElement, string>? number = null) =>
        new(parameters, paths ?? [], new AlternativeText(number));

    /// <summary>The choices of a trial, in the order in which they are given.</summary>
    /// <param name="choices">What was chosen, by its path under <c>params</c>.</param>
    public IReadOnlyList<NamedChoice> Of(IReadOnlyDictionary<string, JsonElement> choices)
    {
        var groups = choices.GroupBy(choice => Pattern(choice.Key)).ToList();
        return
        [
            .. groups.Select(group => new NamedChoice(
                NameOf(group.Key, [.. _patterns, .. groups.Select(other => other.Key)]),
                Join([.. group.OrderBy(choice => Places(choice.Key), StringComparer.Ordinal).Select(choice => (choice.Value.ValueKind, ValueOf(choice.Key, choice.Value)))]))),
        ];
    }

    /// <summary>What the choice at a path is called: its last part where that is not ambiguous, <c>lr</c> for <c>optimizer.lr</c>.</summary>
    public string NameOf(string path) => NameOf(Pattern(path), _patterns);

    /// <summary>What a value that was chosen at a path is called.</summary>
    public string ValueOf(string path, JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            && _alternatives.GetValueOrDefault(path)?.FirstOrDefault(known => Matches(known.Template, value)).Name is { } name
            ? name
            : _text.Shortened(value);

    private static string NameOf(string pattern, IEnumerable<string> patterns)
    {
        var last = Last(pattern);
        return patterns.Any(other => other != pattern && Last(other) == last) ? pattern : last;
    }

    private void Collect(JsonElement value, string path)
    {
        if (SearchKeywords.TryParse(value, "", new ParameterValidation([]), out var expression))
        {
            _patterns.Add(Pattern(path));
            if (expression is not ListExpression list) return;
            if (!_alternatives.TryGetValue(path, out var known)) _alternatives[path] = known = [];
            known.AddRange(list.Alternatives.Zip(AlternativeNames.Of(list.Alternatives, _text)));
            foreach (var alternative in list.Alternatives) Collect(alternative, path);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject()) Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in value.EnumerateArray().Index()) Collect(item, $"{path}[{index}]");
        }
    }

    /// <summary>Whether a value without expressions can have come from one with them.</summary>
    private static bool Matches(JsonElement template, JsonElement value)
    {
        if (SearchKeywords.TryParse(template, "", new ParameterValidation([]), out var expression))
            return expression is ListExpression list ? list.Alternatives.Any(alternative => Matches(alternative, value)) : value.ValueKind == JsonValueKind.Number;
        return (template.ValueKind, value.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => template.GetPropertyCount() == value.GetPropertyCount()
                && template.EnumerateObject().All(property => value.TryGetProperty(property.Name, out var other) && Matches(property.Value, other)),
            (JsonValueKind.Array, JsonValueKind.Array) => template.GetArrayLength() == value.GetArrayLength()
                && template.EnumerateArray().Zip(value.EnumerateArray()).All(pair => Matches(pair.First, pair.Second)),
            _ => JsonElement.DeepEquals(template, value),
        };
    }

    private static string Join(IReadOnlyList<(JsonValueKind Kind, string Text)> values) =>
        string.Join(values.All(value => value.Kind == JsonValueKind.Number && !value.Text.StartsWith('−')) ? "-" : ", ", values.Select(value => value.Text));

    /// <summary>A path with its places in lists left out.</summary>
    private static string Pattern(string path) => Place().Replace(path, "[]");

    /// <summary>The places in lists, so that they sort as numbers.</summary>
    private static string Places(string path) => string.Concat(Place().Matches(path).Select(match => int.Parse(match.Value.AsSpan()[1..^1], CultureInfo.InvariantCulture).ToString("D9", CultureInfo.InvariantCulture)));

    private static string Last(string pattern)
    {
        var last = pattern[(pattern.LastIndexOf('.') + 1)..];
        return last.Replace("[]", "", StringComparison.Ordinal) is { Length: > 0 } name ? name : last;
    }

    [GeneratedRegex(@"\[[0-9]{1,9}\]", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
