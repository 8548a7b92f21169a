using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>Σ over pooling windows of their gradient times the patch under their largest element, filter by filter.</summary>
internal sealed unsafe class LargestPatches
{
    private readonly ConvolutionKernels _kernels;
    private readonly ConvolutionGeometry _geometry;
    private readonly ConvolutionAxis _down, _across;
    private readonly AlignedArray<float> _pixels;
    private readonly AlignedArray<float> _part;
    private readonly AlignedArray<int> _places;
    private readonly double[] _total;
    private readonly int _rowStride, _tapWidth, _filter;

    /// <param name="kernels">The instruction set.</param>
    /// <param name="geometry">The sizes of the convolution, whose taps are side by side (dilation 1).</param>
    /// <param name="down">The windows from top to bottom.</param>
    /// <param name="across">The windows from left to right.</param>
    public LargestPatches(ConvolutionKernels kernels, ConvolutionGeometry geometry, ConvolutionAxis down, ConvolutionAxis across)
    {
        (_kernels, _geometry, _down, _across) = (kernels, geometry, down, across);
        (int inputs, int outputs, ConvolutionAxis y, ConvolutionAxis x) = geometry;
        _rowStride = inputs * (x.Input + 2 * x.Padding);
        _tapWidth = PaddedMatrix.Pad(inputs * x.Kernel);
        _filter = y.Kernel * _tapWidth;
        // A row of taps is read in whole vectors, beyond the last pixel too.
        _pixels = new AlignedArray<float>((y.Input + 2 * y.Padding) * _rowStride + _tapWidth);
        _part = new AlignedArray<float>(outputs * _filter);
        _total = new double[_part.Length];
        _places = new AlignedArray<int>(down.Kernel * across.Kernel);
        for (int code = 0; code < _places.Length; code++)
            _places.Span[code] = code / across.Kernel * y.Stride * _rowStride + code % across.Kernel * x.Stride * inputs;
    }

    /// <summary>Begins with nothing.</summary>
    public void Clear() => Array.Clear(_total);

    /// <summary>Adds an image.</summary>
    /// <param name="image">Its pixels, dense <c>[inputs, height, width]</c>.</param>
    /// <param name="gradient">The gradients of the windows, <c>[outputs, rows, columns]</c>.</param>
    /// <param name="codes">Which element of each window is the largest, in the same shape.</param>
    public void Add(float* image, float* gradient, byte* codes)
    {
        Pack(image);
        _part.Span.Clear();
        int windows = _across.Output;
        nint below = (nint)_down.Kernel * _geometry.Y.Stride * _rowStride;
        for (int row = 0; row < _down.Output; row++)
        {
            for (int channel = 0; channel < _geometry.Outputs; channel++)
            {
                int first = (channel * _down.Output + row) * windows;
                _kernels.CorrelateSparsely(new SparseCorrelationTask
                {
                    Gradient = gradient + first,
                    Codes = codes + first,
                    Places = _places.Pointer,
                    Windows = windows,
                    B = _pixels.Pointer + row * below,
                    WindowStride = _across.Kernel * _geometry.X.Stride * _geometry.Inputs,
                    TapRows = _geometry.Y.Kernel,
                    TapRowStride = (nint)_geometry.Y.Dilation * _rowStride,
                    TapWidth = _tapWidth,
                    C = _part.Pointer + channel * _filter,
                });
            }
        }

        for (int i = 0; i < _total.Length; i++)
            _total[i] += _part.Pointer[i];
    }

    /// <summary>The sum for a tap of a filter.</summary>
    public double Sum(int channel, int tap)
    {
        int width = _geometry.X.Kernel, input = tap / (_geometry.Y.Kernel * width), row = tap / width % _geometry.Y.Kernel;
        return _total[channel * _filter + row * _tapWidth + tap % width * _geometry.Inputs + input];
    }

    /// <summary>Lays out the channels of a pixel side by side, within the border of zeros.</summary>
    private void Pack(float* image)
    {
        (int inputs, _, ConvolutionAxis y, ConvolutionAxis x) = _geometry;
        for (int channel = 0; channel < inputs; channel++)
        {
            float* row = _pixels.Pointer + y.Padding * _rowStride + x.Padding * inputs + channel;
            for (int i = 0; i < y.Input; i++, row += _rowStride, image += x.Input)
            {
                for (int j = 0; j < x.Input; j++)
                    row[j * inputs] = image[j];
            }
        }
    }
}
