using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>y = max(0, x), element by element.</summary>
public sealed record ReLUSpec : LayerSpec
{
    internal override Layer<T> CreateReference<T>(Shape input) => new ReLU<T>();
}
