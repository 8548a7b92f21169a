using System.Text.Json;
using ActorTraining.Training.Data;

namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>Looks which data a spec needs that is not on this machine.</summary>
/// <param name="library">The data sets that can be had.</param>
internal sealed class DataNeeds(DatasetLibrary library)
{
    private static readonly string[] Paths = ["path", "weights", "images", "names"];

    /// <summary>What is missing, each thing once.</summary>
    /// <param name="parameters">The parameters of a spec, with search expressions; whatever their job, a text that names a data set of the catalogue means it.</param>
    public IReadOnlyList<DataNeed> Of(JsonElement parameters) => [.. Sets(parameters).Concat(Files(parameters, "")).DistinctBy(need => need.Name)];

    private IEnumerable<DataNeed> Sets(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty("dataset", out var dataset))
            return [];
        return Texts(dataset)
            .Select(library.Catalog.Find)
            .OfType<DatasetDescription>()
            .Where(known => !library.IsCached(known.Name))
            .Select(known => new DataNeed(known.Name, known.Length, Path.Combine(library.Folder, known.Name)));
    }

    private static IEnumerable<DataNeed> Files(JsonElement value, string key) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Files(property.Value, property.Name is "grid" or "choice" ? key : property.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Files(item, key)),
        JsonValueKind.String when Paths.Contains(key) && value.GetString() is { Length: > 0 } path && LooksLikePath(path) && !Path.Exists(path) =>
            [new DataNeed(path, null, Path.GetFullPath(path))],
        _ => [],
    };

    // Some of these parameters take a word too: "weights: random".
    private static bool LooksLikePath(string text) => text.Contains('/') || Path.HasExtension(text);

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [value.GetString()!],
        _ => [],
    };
}
