using System.Numerics;
using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>
/// The convolution of <c>[batch, in, height, width]</c> to <c>[batch, out, height', width']</c>:
/// y[o, p] = b[o] + Σ over i, k of W[o, i, k] x[i, stride p + dilation k - padding], where x is zero outside the image.
/// </summary>
/// <remarks>
/// As usual for networks the kernel is not mirrored. Each product appears once in y, so going back it hands g = dL/dy on to both factors:
/// dL/dW[o, i, k] = Σ over batch and p of g[o, p] x[i, stride p + dilation k - padding], dL/dx at that pixel collects g[o, p] W[o, i, k], dL/db[o] = Σ g[o, p].
/// </remarks>
public sealed class Conv2d<T> : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ConvolutionGeometry _geometry;
    private Tensor<T>? _input;

    /// <summary>Creates a layer with zero weights.</summary>
    internal Conv2d(ConvolutionGeometry geometry, bool bias)
    {
        _geometry = geometry;
        Weight = new Parameter<T>("weight", [geometry.Outputs, geometry.Inputs, geometry.Y.Kernel, geometry.X.Kernel]);
        Bias = bias ? new Parameter<T>("bias", [geometry.Outputs]) : null;
    }

    /// <summary>W, <c>[out, in, kernel height, kernel width]</c>.</summary>
    public Parameter<T> Weight { get; }

    /// <summary>b, <c>[out]</c>; null for a layer without.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => Bias is null ? [Weight] : [Weight, Bias];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        var output = new Tensor<T>([input.Shape[0], _geometry.Outputs, _geometry.Y.Output, _geometry.X.Output]);
        if (Bias is not null)
        {
            for (int i = 0; i < output.Length; i++)
                output[i] = Bias.Value[i / _geometry.OutputPixels % _geometry.Outputs];
        }

        ForEachProduct(input.Shape[0], (y, w, x) => output[y] += Weight.Value[w] * input[x]);
        _input = input;
        return output;
    }

    /// <inheritdoc/>
    public override Tensor<T> Backward(Tensor<T> outputGradient)
    {
        Tensor<T> input = Kept(_input);
        var inputGradient = new Tensor<T>(input.Shape);
        Weight.Gradient.Span.Clear();
        ForEachProduct(input.Shape[0], (y, w, x) =>
        {
            Weight.Gradient[w] += outputGradient[y] * input[x];
            inputGradient[x] += outputGradient[y] * Weight.Value[w];
        });
        if (Bias is not null)
        {
            Bias.Gradient.Span.Clear();
            for (int i = 0; i < outputGradient.Length; i++)
                Bias.Gradient[i / _geometry.OutputPixels % _geometry.Outputs] += outputGradient[i];
        }

        return inputGradient;
    }

    /// <summary>Visits the element of y, W and x of every product in the sums, but for those with the padding.</summary>
    private void ForEachProduct(int batch, Action<int, int, int> visit)
    {
        (_, _, ConvolutionAxis down, ConvolutionAxis across) = _geometry;
        int y = 0;
        for (int n = 0; n < batch; n++)
        {
            for (int output = 0; output < _geometry.Outputs; output++)
            {
                for (int row = 0; row < down.Output; row++)
                {
                    for (int column = 0; column < across.Output; column++, y++)
                        ForEachTap(n, output, row, column, (w, x) => visit(y, w, x));
                }
            }
        }
    }

    private void ForEachTap(int n, int output, int row, int column, Action<int, int> visit)
    {
        (_, _, ConvolutionAxis down, ConvolutionAxis across) = _geometry;
        int w = output * _geometry.Taps;
        for (int input = 0; input < _geometry.Inputs; input++)
        {
            for (int ky = 0; ky < down.Kernel; ky++)
            {
                for (int kx = 0; kx < across.Kernel; kx++, w++)
                {
                    int pixelRow = row * down.Stride + ky * down.Dilation - down.Padding;
                    int pixelColumn = column * across.Stride + kx * across.Dilation - across.Padding;
                    if (pixelRow >= 0 && pixelRow < down.Input && pixelColumn >= 0 && pixelColumn < across.Input)
                        visit(w, ((n * _geometry.Inputs + input) * down.Input + pixelRow) * across.Input + pixelColumn);
                }
            }
        }
    }
}
