using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The packed inputs of a convolution and the product with them.</summary>
internal sealed unsafe class ForwardConvolution
{
    private readonly ConvolutionKernels _kernels;
    private readonly ConvolutionGeometry _geometry;
    private readonly PaddedMatrix _weight;
    private readonly AlignedArray<int> _offsets;
    private readonly AlignedArray<float>? _rows;

    /// <param name="kernels">The instruction set.</param>
    /// <param name="geometry">The sizes.</param>
    /// <param name="weight">W, <c>[taps, outputs]</c>.</param>
    /// <param name="images">How many packed images are kept at once.</param>
    /// <param name="ones">Whether a plane of ones is packed beside the images, as one more tap.</param>
    public ForwardConvolution(ConvolutionKernels kernels, ConvolutionGeometry geometry, PaddedMatrix weight, int images, bool ones = false)
    {
        (_kernels, _geometry, _weight) = (kernels, geometry, weight);
        (_, _, ConvolutionAxis y, ConvolutionAxis x) = geometry;
        Input = new PackedPlanes(
            images, geometry.Inputs, y.Input, x.Input, y.Padding, x.Padding, rows: (y.Output - 1) * y.Stride + y.Reach + 1,
            columns: geometry.PaddedWidth + x.Reach / x.Stride, phases: x.Stride, ones);
        _offsets = new AlignedArray<int>(geometry.Taps + 1);
        int tap = 0;
        for (int channel = 0; channel < geometry.Inputs; channel++)
        {
            for (int row = 0; row < y.Kernel; row++)
            {
                for (int column = 0; column < x.Kernel; column++)
                    _offsets.Span[tap++] = channel * Input.PlaneStride + row * y.Dilation * Input.RowStride + Input.Column(column * x.Dilation);
            }
        }

        _offsets.Span[tap] = geometry.Inputs * Input.PlaneStride;
        if (geometry.X.Output != geometry.PaddedWidth)
            _rows = new AlignedArray<float>(geometry.Outputs * y.Output * geometry.PaddedWidth);
    }

    /// <summary>The images with their border.</summary>
    public PackedPlanes Input { get; }

    /// <summary>Where each tap finds its pixel, <c>[taps]</c>; behind them the ones.</summary>
    public int* Offsets => _offsets.Pointer;

    /// <summary>From the pixels of an output row to those of the next.</summary>
    public int OutputRowStride => _geometry.Y.Stride * Input.RowStride;

    /// <summary>Computes some rows of some output channels; the width of a row is padded to whole vectors.</summary>
    /// <param name="image">Which of the packed images.</param>
    /// <param name="bias">What the channels begin with, <c>[outputs]</c>; may be null.</param>
    /// <param name="channels">Which output channels.</param>
    /// <param name="rows">Which output rows.</param>
    /// <param name="target">Receives the first of these rows of the first of these channels.</param>
    /// <param name="channelStride">From one channel of the target to the next.</param>
    /// <param name="rowStride">From one row of the target to the next.</param>
    public void Run(int image, float* bias, (int First, int Count) channels, (int First, int Count) rows, float* target, nint channelStride, nint rowStride) =>
        _kernels.Convolve(new ConvolutionTask
        {
            Channels = channels.Count,
            Taps = _geometry.Taps,
            A = _weight.Pointer + channels.First,
            RowStrideA = 1,
            ColumnStrideA = _weight.Stride,
            Bias = bias == null ? null : bias + channels.First,
            Image = Input.Pointer + (nint)image * Input.ImageStride + (nint)rows.First * OutputRowStride,
            Offsets = Offsets,
            RowStrideImage = OutputRowStride,
            Rows = rows.Count,
            Width = _geometry.PaddedWidth,
            C = target,
            ChannelStrideC = channelStride,
            RowStrideC = rowStride,
        });

    /// <summary>Computes a whole image, dense <c>[outputs, height, width]</c>.</summary>
    public void Run(int image, float* bias, float* dense)
    {
        int height = _geometry.Y.Output, width = _geometry.X.Output, padded = _geometry.PaddedWidth;
        if (_rows is null)
        {
            Run(image, bias, (0, _geometry.Outputs), (0, height), dense, height * width, width);
            return;
        }

        Run(image, bias, (0, _geometry.Outputs), (0, height), _rows.Pointer, height * padded, padded);
        for (int row = 0; row < _geometry.Outputs * height; row++)
            new Span<float>(_rows.Pointer + row * padded, width).CopyTo(new Span<float>(dense + row * width, width));
    }
}
