using System.Text.Json;
using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Search.Expressions;

namespace ActorTraining.Experiments.Search.Naming;

/// <summary>Values of parameters without the punctuation of JSON: <c>sgd, lr 0.01</c>, <c>linear 256 · relu · linear 10</c>.</summary>
/// <param name="number">How numbers are written; as in reports where null.</param>
internal sealed class AlternativeText(Func<JsonElement, string>? number = null)
{
    /// <summary>The most characters of a name.</summary>
    public const int Longest = 40;

    private const string Kind = "kind";

    /// <summary>The whole of a value; search expressions inside of it are left out.</summary>
    public string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => number is null ? ForReports(value) : number(value),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(" · ", value.EnumerateArray().Where(item => !IsChosen(item)).Select(Of)),
        JsonValueKind.Object => OfObject(value),
        _ => value.GetRawText(),
    };

    /// <summary>The same, cut where it is longer than a name may be.</summary>
    public string Shortened(JsonElement value)
    {
        var text = Of(value);
        return text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 2]) ? Longest - 2 : Longest - 1)] + "…";
    }

    private string OfObject(JsonElement value)
    {
        List<JsonProperty> all = [.. value.EnumerateObject().Where(property => property.Name != Kind)];
        List<JsonProperty> rest = [.. all.Where(property => !IsChosen(property.Value))];
        // A number alone needs no name, unless another stands beside it.
        var single = all.Count == 1 && rest is [var only] ? only.Value.ValueKind == JsonValueKind.True ? only.Name : Of(only.Value) : null;
        if (!value.TryGetProperty(Kind, out var kind)) return single ?? string.Join(", ", rest.Select(Named));
        return single is not null && rest[0].Value.ValueKind == JsonValueKind.Number && rest[0].Name != "lr"
            ? $"{Of(kind)} {single}"
            : string.Join(", ", rest.Select(Named).Prepend(Of(kind)));
    }

    private string Named(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.True => property.Name,
        _ => $"{property.Name} {Of(property.Value)}".TrimEnd(),
    };

    private static string ForReports(JsonElement value) =>
        value.TryGetDouble(out var number) && double.IsFinite(number) ? NumberText.Plain(number) : value.GetRawText();

    private static bool IsChosen(JsonElement value) => SearchKeywords.Of(value, out _) is not null;
}
