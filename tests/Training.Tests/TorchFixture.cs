using System.Text.Json;
using ActorTraining.Training.Models;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests;

/// <summary>What PyTorch computed for layers, losses and optimizers; see Fixtures/torch_numerics.py and torch_training.py.</summary>
internal static class TorchFixture
{
    private static readonly JsonElement Numerics = Read("torch_numerics.json"), Training = Read("torch_training.json");

    public static JsonElement[] Cases(string group) => [.. Group(group).EnumerateArray()];

    public static TheoryData<int> Indices(string group) => [.. Enumerable.Range(0, Group(group).GetArrayLength())];

    public static T Spec<T>(JsonElement fixture) => fixture.GetProperty("spec").Deserialize<T>(SpecJson.Options)!;

    public static Tensor<float> Tensor(JsonElement fixture) =>
        new(Shape.Create([.. fixture.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]),
            [.. fixture.GetProperty("values").EnumerateArray().Select(value => value.GetSingle())]);

    public static int[] Labels(JsonElement fixture) => [.. fixture.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())];

    /// <summary>Tensors by name, each name behind a prefix.</summary>
    public static IReadOnlyList<NamedTensor> State(JsonElement fixture, string prefix = "") =>
        [.. fixture.EnumerateObject().Select(property => new NamedTensor(prefix + property.Name, Tensor(property.Value)))];

    private static JsonElement Group(string name) => Numerics.TryGetProperty(name, out JsonElement group) ? group : Training.GetProperty(name);

    private static JsonElement Read(string name) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", name)));
}
