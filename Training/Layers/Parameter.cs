using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>A trainable tensor of a layer and the gradient of the loss with respect to it.</summary>
/// <param name="name"><c>weight</c>, <c>bias</c>.</param>
/// <param name="shape">The shape of both tensors.</param>
public sealed class Parameter<T>(string name, Shape shape) where T : unmanaged
{
    /// <summary>The name within the layer.</summary>
    public string Name { get; } = name;

    /// <summary>The values.</summary>
    public Tensor<T> Value { get; } = new(shape);

    /// <summary>dL/dValue of the last backward pass.</summary>
    public Tensor<T> Gradient { get; } = new(shape);
}
