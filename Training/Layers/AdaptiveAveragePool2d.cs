using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>The means of a grid of windows that cover each channel: <c>[batch, channels, height, width]</c> to <c>[batch, channels, rows, columns]</c>.</summary>
/// <remarks>
/// Window i of n on an axis of s pixels reaches from ⌊i s / n⌋ to ⌈(i + 1) s / n⌉, as in PyTorch: neighbours may share a pixel.
/// Each pixel of a window of m has the share 1/m in its mean, and gets that share of its gradient.
/// </remarks>
public sealed class AdaptiveAveragePool2d<T> : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _rows, _columns;
    private Tensor<T>? _input;

    /// <summary>Creates a layer.</summary>
    /// <param name="rows">The windows from top to bottom.</param>
    /// <param name="columns">The windows from left to right.</param>
    public AdaptiveAveragePool2d(int rows, int columns) => (_rows, _columns) = (rows, columns);

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        var output = new Tensor<T>([input.Shape[0], input.Shape[1], _rows, _columns]);
        ForEachShare(input.Shape, (y, x, size) => output[y] += input[x] / T.CreateChecked(size));
        _input = input;
        return output;
    }

    /// <inheritdoc/>
    public override Tensor<T> Backward(Tensor<T> outputGradient)
    {
        var inputGradient = new Tensor<T>(Kept(_input).Shape);
        ForEachShare(inputGradient.Shape, (y, x, size) => inputGradient[x] += outputGradient[y] / T.CreateChecked(size));
        return inputGradient;
    }

    /// <summary>Visits every window's elements: the element of y, that of x, and the size of the window.</summary>
    private void ForEachShare(Shape input, Action<int, int, int> visit)
    {
        int height = input[2], width = input[3];
        for (int plane = 0; plane < input[0] * input[1]; plane++)
        {
            for (int window = 0; window < _rows * _columns; window++)
            {
                (int top, int bottom) = Window(window / _columns, _rows, height);
                (int left, int right) = Window(window % _columns, _columns, width);
                for (int row = top; row < bottom; row++)
                {
                    for (int column = left; column < right; column++)
                        visit(plane * _rows * _columns + window, (plane * height + row) * width + column, (bottom - top) * (right - left));
                }
            }
        }
    }

    /// <summary>The pixels from the first to the one behind the last of a window.</summary>
    internal static (int Begin, int End) Window(int index, int count, int size) =>
        ((int)((long)index * size / count), (int)(((long)(index + 1) * size + count - 1) / count));
}
