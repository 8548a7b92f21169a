using System.Text.Json;
using ActorTraining.Experiments.Search.Expressions;

namespace ActorTraining.Experiments.Specs;

/// <summary>Compares documents key by key.</summary>
internal static class SpecDifference
{
    /// <summary>The places at which two documents differ, with the value that is there now; a list and a search expression are compared as a whole.</summary>
    /// <param name="before">A value; undefined where there is none.</param>
    /// <param name="after">As <paramref name="before"/>.</param>
    /// <param name="path">The place of both.</param>
    public static IEnumerable<(string Path, JsonElement After)> Between(JsonElement before, JsonElement after, string path)
    {
        if (!HasKeys(before) || !HasKeys(after))
            return before.ValueKind == after.ValueKind && JsonElement.DeepEquals(before, after) ? [] : [(path, after)];
        return Keys(before).Union(Keys(after)).SelectMany(key => Between(Behind(before, key), Behind(after, key), SpecPath.Property(path, key)));
    }

    private static bool HasKeys(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Object && SearchKeywords.Of(value, out _) is null;

    private static IEnumerable<string> Keys(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(property => property.Name) : [];

    private static JsonElement Behind(JsonElement value, string key) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(key, out var found) ? found : default;
}
