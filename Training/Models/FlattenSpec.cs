using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>Lays out a sample as one axis, in row-major order: <c>[channels, height, width]</c> to <c>[channels · height · width]</c>.</summary>
public sealed record FlattenSpec : LayerSpec
{
    internal override bool TakesImages => true;

    internal override Shape OutputShape(Shape input) => [input.Length];

    internal override Layer<T> CreateReference<T>(Shape input) => new Flatten<T>();
}
