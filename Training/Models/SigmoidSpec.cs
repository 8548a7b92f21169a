using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>y = 1 / (1 + e^-x), element by element.</summary>
public sealed record SigmoidSpec : LayerSpec
{
    internal override Layer<T> CreateReference<T>(Shape input) => new Sigmoid<T>();
}
