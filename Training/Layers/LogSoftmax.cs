using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>The logarithm of the softmax over the last axis of <c>[batch, n]</c>: yᵢ = xᵢ - ln Σₖ e^xₖ, the largest x taken out of the sum.</summary>
/// <remarks>∂yᵢ/∂xₖ = δᵢₖ - e^yₖ, so dL/dxᵢ = dL/dyᵢ - e^yᵢ Σₖ dL/dyₖ.</remarks>
public sealed class LogSoftmax<T> : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Tensor<T>? _output;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        int rows = input.Shape[0], n = input.Shape[1];
        var output = new Tensor<T>(input.Shape);
        for (int row = 0; row < rows; row++)
        {
            T max = T.NegativeInfinity, sum = T.Zero;
            for (int i = 0; i < n; i++)
                max = T.Max(max, input[row, i]);
            for (int i = 0; i < n; i++)
                sum += T.Exp(input[row, i] - max);
            for (int i = 0; i < n; i++)
                output[row, i] = input[row, i] - max - T.Log(sum);
        }

        return _output = output;
    }

    /// <inheritdoc/>
    public override Tensor<T> Backward(Tensor<T> outputGradient)
    {
        Tensor<T> y = Kept(_output);
        int rows = y.Shape[0], n = y.Shape[1];
        var inputGradient = new Tensor<T>(y.Shape);
        for (int row = 0; row < rows; row++)
        {
            T sum = T.Zero;
            for (int k = 0; k < n; k++)
                sum += outputGradient[row, k];
            for (int i = 0; i < n; i++)
                inputGradient[row, i] = outputGradient[row, i] - T.Exp(y[row, i]) * sum;
        }

        return inputGradient;
    }
}
