using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>
/// The moments of the patches that a filter sees: G[k, l] = Σ over images and outputs of x_k x_l for any two taps, and Σ x_k.
/// They depend on the data alone, so sums over the outputs of a filter follow from them without computing the outputs again.
/// </summary>
internal sealed unsafe class PatchMoments
{
    /// <summary>The rows that are summed in single precision before the sums go into the doubles.</summary>
    private const int RowsAtOnce = 64;

    private readonly ConvolutionKernels _kernels;
    private readonly ConvolutionGeometry _geometry;
    private readonly ForwardConvolution _forward;
    private readonly PaddedMatrix _part;
    private readonly double[] _total;
    private readonly int _taps;

    /// <param name="kernels">The instruction set.</param>
    /// <param name="geometry">The sizes; the width of an output row is whole vectors.</param>
    /// <param name="forward">Holds a packed image and a plane of ones.</param>
    public PatchMoments(ConvolutionKernels kernels, ConvolutionGeometry geometry, ForwardConvolution forward)
    {
        (_kernels, _geometry, _forward) = (kernels, geometry, forward);
        _taps = geometry.Taps + 1;
        _part = new PaddedMatrix(_taps, _taps);
        _total = new double[_taps * _taps];
    }

    /// <summary>Begins with nothing.</summary>
    public void Clear() => Array.Clear(_total);

    /// <summary>Adds the packed image.</summary>
    public void Add()
    {
        for (int row = 0; row < _geometry.Y.Output; row += RowsAtOnce)
        {
            _part.Storage.Clear();
            float* image = _forward.Input.Pointer + (nint)row * _forward.OutputRowStride;
            _kernels.Correlate(new CorrelationTask
            {
                A = image,
                OffsetsA = _forward.Offsets,
                M = _taps,
                RowStrideA = _forward.OutputRowStride,
                B = image,
                OffsetsB = _forward.Offsets,
                K = _taps,
                RowStrideB = _forward.OutputRowStride,
                Images = 1,
                Rows = Math.Min(RowsAtOnce, _geometry.Y.Output - row),
                Width = _geometry.PaddedWidth,
                Symmetric = true,
                C = _part.Pointer,
                StrideC = _part.Stride,
            });
            for (int k = 0; k < _taps; k++)
            {
                for (int m = 0; m <= k; m++)
                    _total[k * _taps + m] += _part.Pointer[k * _part.Stride + m];
            }
        }
    }

    /// <summary>Σ x_k x_l.</summary>
    public double Product(int k, int l) => _total[Math.Max(k, l) * _taps + Math.Min(k, l)];

    /// <summary>Σ x_k.</summary>
    public double Sum(int k) => _total[(_taps - 1) * _taps + k];
}
