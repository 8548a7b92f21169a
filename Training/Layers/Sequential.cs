using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>Layers one after the other; its gradient is the chain rule, from the last layer to the first.</summary>
/// <param name="layers">The layers in their order.</param>
public sealed class Sequential<T>(IReadOnlyList<Layer<T>> layers) : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The layers in their order.</summary>
    public IReadOnlyList<Layer<T>> Layers => layers;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [.. layers.SelectMany(layer => layer.Parameters)];

    /// <inheritdoc/>
    public override IReadOnlyList<StateBuffer<T>> Buffers => [.. layers.SelectMany(layer => layer.Buffers)];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        foreach (Layer<T> layer in layers)
            input = layer.Forward(input, mode);
        return input;
    }

    /// <inheritdoc/>
    public override Tensor<T> Backward(Tensor<T> outputGradient)
    {
        for (int i = layers.Count - 1; i >= 0; i--)
            outputGradient = layers[i].Backward(outputGradient);
        return outputGradient;
    }
}
