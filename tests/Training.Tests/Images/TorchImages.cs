using System.Text.Json;

namespace ActorTraining.Training.Tests.Images;

/// <summary>What PyTorch computed for image networks; see Fixtures/torch_images.py.</summary>
internal static class TorchImages
{
    private static readonly JsonElement Root =
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "torch_images.json")));

    public static JsonElement Group(string name) => Root.GetProperty(name);

    public static TheoryData<int> Indices(string group) => [.. Enumerable.Range(0, Root.GetProperty(group).GetArrayLength())];
}
