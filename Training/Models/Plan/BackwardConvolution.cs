using ActorTraining.Training.Kernels;
using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The way back through a convolution: from the packed gradient of its output to those of its weights and of its input.</summary>
internal sealed unsafe class BackwardConvolution
{
    /// <summary>The elements of a plane that are taken at a time: of six planes, 16 KiB.</summary>
    private const int StripLength = 680;

    private readonly ConvolutionKernels _kernels;
    private readonly ConvolutionGeometry _geometry;
    private readonly ForwardConvolution _forward;
    private readonly TrainableMatrix _weight;
    private readonly PaddedMatrix _ownGradient;
    private readonly AlignedArray<int> _channels;
    private readonly AlignedArray<float> _partial;
    private InputGradient? _inputGradient;

    /// <param name="kernels">The instruction set.</param>
    /// <param name="geometry">The sizes.</param>
    /// <param name="forward">Holds the packed inputs.</param>
    /// <param name="weight">W, <c>[taps, outputs]</c>.</param>
    /// <param name="images">How many packed gradients are kept at once; as many as inputs.</param>
    /// <param name="reachesInput">Whether dL/dx is wanted, for which dL/dy needs a border.</param>
    public BackwardConvolution(
        ConvolutionKernels kernels, ConvolutionGeometry geometry, ForwardConvolution forward, TrainableMatrix weight, int images, bool reachesInput)
    {
        ReachesInput = reachesInput;
        (_kernels, _geometry, _forward, _weight) = (kernels, geometry, forward, weight);
        (_, _, ConvolutionAxis y, ConvolutionAxis x) = geometry;
        (int top, int left) = reachesInput ? (y.Reach / y.Stride, x.Reach / x.Stride) : (0, 0);
        int lastRow = Math.Max(y.Output - 1, reachesInput ? (y.Input + y.Padding - 1) / y.Stride : 0);
        int lastColumn = Math.Max(x.Output - 1, reachesInput ? (x.Input + x.Padding - 1) / x.Stride : 0);
        // What a vector reads beyond a row's border belongs to no pixel, but the columns up to the padded width count as zeros.
        OutputGradient = new PackedPlanes(
            images, geometry.Outputs, y.Output, x.Output, top, left, rows: top + lastRow + 1, columns: left + Math.Max(geometry.PaddedWidth, lastColumn + 1), phases: 1);
        _ownGradient = weight.CreateLike();
        _partial = new AlignedArray<float>(kernels.PartialLength(geometry.Taps));
        _channels = new AlignedArray<int>(geometry.Outputs);
        for (int channel = 0; channel < geometry.Outputs; channel++)
            _channels.Span[channel] = channel * OutputGradient.PlaneStride;
    }

    /// <summary>Whether dL/dx can be had.</summary>
    public bool ReachesInput { get; }

    /// <summary>dL/dy, with a border of zeros for the product with the mirrored kernel where dL/dx is wanted.</summary>
    public PackedPlanes OutputGradient { get; }

    /// <summary>dL/dW, <c>[taps, outputs]</c>.</summary>
    public PaddedMatrix WeightGradient => _weight.Gradient ?? _ownGradient;

    /// <summary>How many images to sum over in one go: enough that a tile's sums pay, and few enough to stay in the second-level cache.</summary>
    public static int ImagesAtOnce(ConvolutionGeometry geometry, int batch)
    {
        const int CacheElements = 1 << 18, Most = 16;
        long image = (long)geometry.Inputs * geometry.InputPixels + (long)geometry.Outputs * geometry.Y.Output * geometry.PaddedWidth;
        return (int)Math.Clamp(CacheElements / image, 1, Math.Min(Most, batch));
    }

    /// <summary>Begins a new sum over images. The weights must stay as they are until <see cref="Finish"/>.</summary>
    public void Begin()
    {
        WeightGradient.Storage.Clear();
        _inputGradient?.Refresh();
    }

    /// <summary>Adds some packed images to dL/dW.</summary>
    public void AddToWeights(int images)
    {
        _kernels.Correlate(new CorrelationTask
        {
            A = OutputGradient.Row(0, 0, 0),
            OffsetsA = _channels.Pointer,
            M = _geometry.Outputs,
            RowStrideA = OutputGradient.RowStride,
            ImageStrideA = OutputGradient.ImageStride,
            B = _forward.Input.Pointer,
            OffsetsB = _forward.Offsets,
            K = _geometry.Taps,
            RowStrideB = _forward.OutputRowStride,
            ImageStrideB = _forward.Input.ImageStride,
            Images = images,
            Rows = _geometry.Y.Output,
            RowsAtOnce = Math.Max(1, StripLength / OutputGradient.RowStride),
            Width = _geometry.PaddedWidth,
            Partial = _partial.Pointer,
            C = WeightGradient.Pointer,
            StrideC = WeightGradient.Stride,
        });
    }

    /// <summary>Computes dL/dx of a packed image, dense <c>[inputs, height, width]</c>.</summary>
    public void ToInput(int image, float* dense)
    {
        if (!ReachesInput)
            throw new InvalidOperationException("laid out without the border that the gradient of the input needs");
        if (_inputGradient is null)
        {
            _inputGradient = new InputGradient(_kernels, _geometry, _weight.Value, OutputGradient);
            _inputGradient.Refresh();
        }

        _inputGradient.Run(image, dense);
    }

    /// <summary>Ends the sum: the weights step down it where a step is given.</summary>
    public void Finish(KernelSet kernels, Descent? descent)
    {
        if (descent is { } step)
            kernels.Descend(_weight.Value.Pointer, WeightGradient.Pointer, _weight.Value.Storage.Length, step.Rate, step.Decay);
    }
}
