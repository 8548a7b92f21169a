using System.Text.Json;

namespace ActorTraining.Experiments.Specs.Yaml;

/// <summary>Turns the text of one document into that of another, value by value, so that comments and spelling stay wherever nothing changed.</summary>
internal static class YamlRevision
{
    private const int MostEdits = 200;

    /// <summary>A text of a document that keeps as much as it can of another text.</summary>
    /// <param name="text">The other text; it can be read.</param>
    /// <param name="document">What the new text shall say.</param>
    public static string Apply(string text, JsonElement document)
    {
        text = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        try
        {
            for (var edits = 0; edits < MostEdits; edits++)
            {
                var current = YamlComposer.Read(text, SpecPath.Root);
                if (current.Errors.Count > 0)
                    break;
                if (JsonElement.DeepEquals(current.Value, document))
                    return text;
                if (Next(text, current.Value, document) is not { } edited || edited == text)
                    break;
                text = edited;
            }
        }
        catch (InvalidSpecException)
        {
            // An edit ended in something that is no YAML: a spelling that the edits do not know.
        }

        // Written anew it is right at least, if without its comments: aliases and tags can make it so.
        return YamlWriter.Write(document);
    }

    /// <summary>The text with the first difference between two documents gone; null where it cannot be done in the text.</summary>
    private static string? Next(string text, JsonElement before, JsonElement after)
    {
        var places = YamlPlaces.Of(text, SpecPath.Root);
        return Between(new YamlEdit(text), places, SpecPath.Root, before, after);
    }

    private static string? Between(YamlEdit edit, IReadOnlyDictionary<string, YamlPlace> places, string path, JsonElement before, JsonElement after)
    {
        if (!places.TryGetValue(path, out var place))
            return null;
        return (before.ValueKind, after.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) when before.EnumerateObject().Any(property => after.TryGetProperty(property.Name, out _)) =>
                Objects(edit, places, place, before, after),
            (JsonValueKind.Array, JsonValueKind.Array) when HasParts(before) && HasParts(after) => Lists(edit, places, place, before, after),
            _ when place.Parent is null => null,
            _ => edit.Replace(place, after),
        };
    }

    // Lists of plain values are short, and read best when they are written as one.
    private static bool HasParts(JsonElement list) =>
        list.GetArrayLength() > 0 && list.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array);

    private static string? Objects(YamlEdit edit, IReadOnlyDictionary<string, YamlPlace> places, YamlPlace place, JsonElement before, JsonElement after)
    {
        var position = 0;
        foreach (var property in after.EnumerateObject())
        {
            var path = $"{place.Path}.{property.Name}";
            if (!before.TryGetProperty(property.Name, out var old))
                return edit.Insert(place, position, property.Name, property.Value);
            if (!JsonElement.DeepEquals(old, property.Value))
                return Between(edit, places, path, old, property.Value);
            position = places.TryGetValue(path, out var known) ? place.Parts.IndexOf(known) + 1 : position;
        }

        var gone = before.EnumerateObject().First(property => !after.TryGetProperty(property.Name, out _)).Name;
        return places.TryGetValue($"{place.Path}.{gone}", out var entry) ? edit.Remove(entry) : null;
    }

    private static string? Lists(YamlEdit edit, IReadOnlyDictionary<string, YamlPlace> places, YamlPlace place, JsonElement before, JsonElement after)
    {
        var (old, items) = (before.EnumerateArray().ToList(), after.EnumerateArray().ToList());
        var same = old.Zip(items).TakeWhile(pair => JsonElement.DeepEquals(pair.First, pair.Second)).Count();
        if (place.Parts.Count != old.Count)
            return null;
        if (items.Count > old.Count)
            return edit.Insert(place, same, null, items[same]);
        return items.Count < old.Count
            ? edit.Remove(place.Parts[same])
            : Between(edit, places, place.Parts[same].Path, old[same], items[same]);
    }
}
