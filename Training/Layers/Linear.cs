using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>The fully connected layer y = x W + b: x <c>[batch, in]</c>, W <c>[in, out]</c>, b <c>[out]</c>, y <c>[batch, out]</c>.</summary>
/// <remarks>With g = dL/dy: dL/dW = xᵀ g, dL/db = Σ over the batch of g, dL/dx = g Wᵀ.</remarks>
public sealed class Linear<T> : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _inputs, _outputs;
    private Tensor<T>? _input;

    /// <summary>Creates a layer with zero weights.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public Linear(int inputs, int outputs, bool bias = true)
    {
        (_inputs, _outputs) = (inputs, outputs);
        Weight = new Parameter<T>("weight", [inputs, outputs]);
        Bias = bias ? new Parameter<T>("bias", [outputs]) : null;
    }

    /// <summary>W, <c>[in, out]</c>.</summary>
    public Parameter<T> Weight { get; }

    /// <summary>b, <c>[out]</c>; null for a layer without.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => Bias is null ? [Weight] : [Weight, Bias];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        int rows = input.Shape[0];
        var output = new Tensor<T>([rows, _outputs]);
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < _outputs; j++)
            {
                T sum = Bias is null ? T.Zero : Bias.Value[j];
                for (int i = 0; i < _inputs; i++)
                    sum += input[row, i] * Weight.Value[i, j];
                output[row, j] = sum;
            }
        }

        _input = input;
        return output;
    }

    /// <inheritdoc/>
    public override Tensor<T> Backward(Tensor<T> outputGradient)
    {
        Tensor<T> input = Kept(_input);
        int rows = input.Shape[0];
        var inputGradient = new Tensor<T>(input.Shape);
        Weight.Gradient.Span.Clear();
        Bias?.Gradient.Span.Clear();
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < _outputs; j++)
            {
                T g = outputGradient[row, j];
                if (Bias is not null)
                    Bias.Gradient[j] += g;
                for (int i = 0; i < _inputs; i++)
                {
                    Weight.Gradient[i, j] += input[row, i] * g;
                    inputGradient[row, i] += g * Weight.Value[i, j];
                }
            }
        }

        return inputGradient;
    }
}
