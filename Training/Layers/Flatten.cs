using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>Lays out each sample as one axis: <c>[batch, channels, height, width]</c> to <c>[batch, channels · height · width]</c>, and gradients back.</summary>
public sealed class Flatten<T> : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Tensor<T>? _input;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        _input = input;
        int rows = input.Shape[0];
        return input.Clone().Reshape([rows, rows == 0 ? 0 : input.Length / rows]);
    }

    /// <inheritdoc/>
    public override Tensor<T> Backward(Tensor<T> outputGradient) => outputGradient.Clone().Reshape(Kept(_input).Shape);
}
