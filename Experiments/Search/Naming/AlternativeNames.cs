using System.Text.Json;

namespace ActorTraining.Experiments.Search.Naming;

/// <summary>Calls each of several values by what tells it from the others.</summary>
internal static class AlternativeNames
{
    private const string Kind = "kind";

    /// <summary>The names, in the order of the values and each different.</summary>
    /// <remarks>
    /// The first of these that is short and tells all of them apart: their kinds (<c>adam</c>, <c>sgd</c>); everything that is in them; the names of their
    /// properties (<c>flip+crop</c>); how often lists have an item of some kind (<c>5×conv-2d</c>); the first item in which lists differ. Else they are counted.
    /// </remarks>
    /// <param name="alternatives">The values; what is chosen inside of them does not count.</param>
    /// <param name="text">Writes values.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<JsonElement> alternatives, AlternativeText text) =>
        Candidates(alternatives, text).FirstOrDefault(Tells) is { } names
            ? [.. names.OfType<string>()]
            : [.. alternatives.Select((_, index) => $"alternative {index + 1}")];

    private static IEnumerable<IReadOnlyList<string?>> Candidates(IReadOnlyList<JsonElement> alternatives, AlternativeText text)
    {
        yield return [.. alternatives.Select(KindOf)];
        yield return [.. alternatives.Select(text.Of)];
        yield return [.. alternatives.Select(PropertiesOf)];
        if (alternatives.Any(alternative => alternative.ValueKind != JsonValueKind.Array)) yield break;
        List<List<string?>> kinds = [.. alternatives.Select(alternative => alternative.EnumerateArray().Select(KindOf).ToList())];
        foreach (var kind in kinds.SelectMany(list => list).OfType<string>().Distinct())
            yield return [.. kinds.Select(list => $"{list.Count(other => other == kind)}×{kind}")];
        var shortest = alternatives.Min(alternative => alternative.GetArrayLength());
        for (var place = 0; place < shortest; place++)
            yield return [.. alternatives.Select(alternative => text.Of(alternative[place]))];
    }

    private static bool Tells(IReadOnlyList<string?> names) =>
        names.All(name => name is { Length: > 0 and <= AlternativeText.Longest }) && names.Distinct().Count() == names.Count;

    /// <summary>The kind of an object, or the word that stands for one; null for anything else.</summary>
    private static string? KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object when value.TryGetProperty(Kind, out var kind) && kind.ValueKind == JsonValueKind.String => kind.GetString(),
        _ => null,
    };

    private static string? PropertiesOf(JsonElement value) => value.ValueKind != JsonValueKind.Object
        ? KindOf(value)
        : string.Join('+', value.EnumerateObject()
            .Where(property => property.Value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null))
            .Select(property => property.Name == Kind ? KindOf(value) : property.Name));
}
