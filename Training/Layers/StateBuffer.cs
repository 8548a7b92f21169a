using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>A tensor of a layer that is stored with its parameters but not trained: a running statistic, a counter.</summary>
/// <param name="name"><c>running_mean</c>, <c>running_var</c>, <c>num_batches_tracked</c>.</param>
/// <param name="shape">The shape of the tensor.</param>
public sealed class StateBuffer<T>(string name, Shape shape) where T : unmanaged
{
    /// <summary>The name within the layer.</summary>
    public string Name { get; } = name;

    /// <summary>The values.</summary>
    public Tensor<T> Value { get; } = new(shape);
}
