using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>y = tanh x, element by element.</summary>
public sealed record TanhSpec : LayerSpec
{
    internal override Layer<T> CreateReference<T>(Shape input) => new Tanh<T>();
}
