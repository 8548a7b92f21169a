using System.Numerics;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.GradientCheck;

/// <summary>A dropout that draws the same mask in every forward pass: a difference quotient compares values of one function, not of two.</summary>
/// <param name="dropout">The layer.</param>
internal sealed class RestartedDropout<T>(Dropout<T> dropout) : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        dropout.Restart();
        return dropout.Forward(input, mode);
    }

    /// <inheritdoc/>
    public override Tensor<T> Backward(Tensor<T> outputGradient) => dropout.Backward(outputGradient);
}
