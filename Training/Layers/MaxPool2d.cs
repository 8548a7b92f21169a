using System.Numerics;
using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>The largest value of each window, channel by channel: <c>[batch, channels, height, width]</c> to <c>[batch, channels, height', width']</c>.</summary>
/// <remarks>The padding is less than any value. The gradient goes to the first of the largest values of a window, row by row, as in PyTorch; a NaN counts as the largest.</remarks>
public sealed class MaxPool2d<T> : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ConvolutionAxis _down, _across;
    private Tensor<T>? _input;
    private int[] _largest = [];

    /// <summary>Creates a layer.</summary>
    internal MaxPool2d(ConvolutionAxis down, ConvolutionAxis across) => (_down, _across) = (down, across);

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        var output = new Tensor<T>([input.Shape[0], input.Shape[1], _down.Output, _across.Output]);
        _largest = new int[output.Length];
        int y = 0;
        for (int plane = 0; plane < input.Shape[0] * input.Shape[1]; plane++)
        {
            for (int row = 0; row < _down.Output; row++)
            {
                for (int column = 0; column < _across.Output; column++, y++)
                {
                    _largest[y] = Largest(input, plane, row, column);
                    output[y] = input[_largest[y]];
                }
            }
        }

        _input = input;
        return output;
    }

    /// <inheritdoc/>
    public override Tensor<T> Backward(Tensor<T> outputGradient)
    {
        var inputGradient = new Tensor<T>(Kept(_input).Shape);
        for (int y = 0; y < outputGradient.Length; y++)
            inputGradient[_largest[y]] += outputGradient[y];
        return inputGradient;
    }

    /// <summary>Which element is the largest of a window.</summary>
    private int Largest(Tensor<T> input, int plane, int row, int column)
    {
        int largest = -1;
        for (int ky = 0; ky < _down.Kernel; ky++)
        {
            for (int kx = 0; kx < _across.Kernel; kx++)
            {
                int pixelRow = row * _down.Stride + ky * _down.Dilation - _down.Padding;
                int pixelColumn = column * _across.Stride + kx * _across.Dilation - _across.Padding;
                if (pixelRow < 0 || pixelRow >= _down.Input || pixelColumn < 0 || pixelColumn >= _across.Input)
                    continue;
                int x = (plane * _down.Input + pixelRow) * _across.Input + pixelColumn;
                if (largest < 0 || input[x] > input[largest] || (T.IsNaN(input[x]) && !T.IsNaN(input[largest])))
                    largest = x;
            }
        }

        return largest;
    }
}
