using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>The softmax over the last axis of <c>[batch, n]</c>: yᵢ = e^xᵢ / Σₖ e^xₖ, shifted by max x so that nothing overflows.</summary>
/// <remarks>∂yᵢ/∂xₖ = yᵢ (δᵢₖ - yₖ): yᵢ (1 - yᵢ) on the diagonal, -yᵢ yₖ off it.</remarks>
public sealed class Softmax<T> : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
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
                sum += output[row, i] = T.Exp(input[row, i] - max);
            for (int i = 0; i < n; i++)
                output[row, i] /= sum;
        }

        return _output = output;
    }

    /// <summary>The vector-Jacobian product, without the Jacobian: dL/dxᵢ = yᵢ (dL/dyᵢ - Σₖ yₖ dL/dyₖ).</summary>
    public override Tensor<T> Backward(Tensor<T> outputGradient)
    {
        Tensor<T> y = Kept(_output);
        int rows = y.Shape[0], n = y.Shape[1];
        var inputGradient = new Tensor<T>(y.Shape);
        for (int row = 0; row < rows; row++)
        {
            T dot = T.Zero;
            for (int k = 0; k < n; k++)
                dot += y[row, k] * outputGradient[row, k];
            for (int i = 0; i < n; i++)
                inputGradient[row, i] = y[row, i] * (outputGradient[row, i] - dot);
        }

        return inputGradient;
    }

    /// <summary>The full Jacobian <c>[batch, n, n]</c> for outputs y <c>[batch, n]</c>: element (b, i, k) is ∂yᵢ/∂xₖ of sample b.</summary>
    public static Tensor<T> Jacobian(Tensor<T> output)
    {
        int rows = output.Shape[0], n = output.Shape[1];
        var jacobian = new Tensor<T>([rows, n, n]);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int k = 0; k < n; k++)
                    jacobian[(row * n + i) * n + k] = output[row, i] * ((i == k ? T.One : T.Zero) - output[row, k]);
            }
        }

        return jacobian;
    }
}
