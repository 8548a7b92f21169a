using System.Text.Json.Nodes;

namespace ActorTraining.Deploy.Tests;

/// <summary>Finds its way in documents.</summary>
internal static class Json
{
    /// <summary>What stands at a path of keys, separated by slashes; null where there is nothing.</summary>
    public static JsonNode? At(this JsonNode? node, string path) => path.Split('/').Aggregate(node, (inner, key) => (inner as JsonObject)?[key]);

    /// <summary>The text at a path; null where there is none.</summary>
    public static string? Text(this JsonNode? node, string path) => node.At(path)?.ToString();

    /// <summary>The items of a list at a path, or none.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? node, string path) => (node.At(path) as JsonArray)?.Select(item => item!) ?? [];

    /// <summary>The entries of a map at a path, or none.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Entries(this JsonNode? node, string path) => node.At(path) as JsonObject ?? [];

    /// <summary>The texts of a map at a path, or none.</summary>
    public static IReadOnlyDictionary<string, string> Texts(this JsonNode? node, string path) => node.Entries(path).ToDictionary(entry => entry.Key, entry => entry.Value?.ToString() ?? "");
}
