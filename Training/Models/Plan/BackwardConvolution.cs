using ActorTraining.Training.Kernels;
using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The way back through a convolution: from the packed gradient of its output to those of its weights and of its input.</summary>
internal sealed unsafe class BackwardConvolution
{
    private readonly ConvolutionKernels _kernels;
    private readonly ConvolutionGeometry _geometry;
    private readonly ForwardConvolution _forward;
    private readonly TrainableMatrix _weight;
    private readonly PaddedMatrix _ownGradient;
    private readonly AlignedArray<int> _channels;
    private InputGradient? _inputGradient;

    /// <param name="kernels">The instruction set.</param>
    /// <param name="geometry">The sizes.</param>
    /// <param name="forward">Holds the packed inputs.</param>
    /// <param name="weight">W, <c>[taps, outputs]</c>.</param>
    /// <param name="images">How many packed gradients are kept at once; as many as inputs.</param>
    public BackwardConvolution(ConvolutionKernels kernels, ConvolutionGeometry geometry, ForwardConvolution forward, TrainableMatrix weight, int images)
    {
        (_kernels, _geometry, _forward, _weight) = (kernels, geometry, forward, weight);
        (_, _, ConvolutionAxis y, ConvolutionAxis x) = geometry;
        int top = y.Reach / y.Stride, left = x.Reach / x.Stride;
        int lastRow = Math.Max(y.Output - 1, (y.Input + y.Padding - 1) / y.Stride);
        int lastColumn = Math.Max(x.Output - 1, (x.Input + x.Padding - 1) / x.Stride);
        OutputGradient = new PackedPlanes(
            images, geometry.Outputs, y.Output, x.Output, top, left, rows: top + lastRow + 1, columns: left + lastColumn + 1 + PaddedMatrix.Lanes, phases: 1);
        _ownGradient = weight.CreateLike();
        _channels = new AlignedArray<int>(geometry.Outputs);
        for (int channel = 0; channel < geometry.Outputs; channel++)
            _channels.Span[channel] = channel * OutputGradient.PlaneStride;
    }

    /// <summary>dL/dy with a border of zeros: for the product with the mirrored kernel.</summary>
    public PackedPlanes OutputGradient { get; }

    /// <summary>dL/dW, <c>[taps, outputs]</c>.</summary>
    public PaddedMatrix WeightGradient => _weight.Gradient ?? _ownGradient;

    /// <summary>How many images to sum over in one go: enough that a tile's sums pay.</summary>
    public static int ImagesAtOnce(ConvolutionGeometry geometry, int batch)
    {
        const int Pixels = 4096, Most = 16;
        return Math.Clamp(Pixels / (geometry.PaddedWidth * geometry.Y.Output), 1, Math.Min(Most, batch));
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
            Width = _geometry.PaddedWidth,
            C = WeightGradient.Pointer,
            StrideC = WeightGradient.Stride,
        });
    }

    /// <summary>Computes dL/dx of a packed image, dense <c>[inputs, height, width]</c>.</summary>
    public void ToInput(int image, float* dense)
    {
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
