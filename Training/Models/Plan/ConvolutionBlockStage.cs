using ActorTraining.Training.Kernels;
using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>y = pool(ReLU(γ x̂ + β)), x = conv(input): four layers in one, so that the large maps between them are not written and read again and again.</summary>
/// <remarks>
/// <para>
/// Normalisation is an affine map per channel and a rectifier keeps the order, so the largest of a window can be found before the statistics are known: it is the
/// largest x where γ > 0 and the smallest where γ &lt; 0. A pass over the images computes x row by row of windows, and takes sums and extremes while it is in the cache.
/// x is computed less an estimate of its mean, so that the variance can be had from Σ x and Σ x².
/// </para>
/// <para>
/// Going back, only the largest element of a window gets a gradient g, so that dL/dx = a g at that element, plus c + d x everywhere, with a = γ / √(σ² + ε),
/// d = -a Σ g x̂ / n / √(σ² + ε), and c = -a Σ g / n - d μ (see <see cref="BatchNorm2d{T}"/>). x is kept for that, or, in the first layer, the sums over all outputs that
/// the filters' gradient needs come from the moments of the data's patches (<see cref="PatchMoments"/>): Σ x x_k = Σ over l of W[l] G[l, k].
/// </para>
/// </remarks>
internal sealed unsafe class ConvolutionBlockStage : Stage
{
    private readonly KernelSet _kernels;
    private readonly BlockForward _forward;
    private readonly BlockBackward _backward;
    private readonly ChannelNorm _norm;
    private readonly TrainableMatrix _weight;
    private readonly TrainableMatrix? _bias;
    private readonly ConvolutionKernels _planes;
    private readonly int _windows;

    /// <param name="kernels">The instruction set.</param>
    /// <param name="block">The sizes.</param>
    /// <param name="parameters">W <c>[taps, outputs]</c> and perhaps b <c>[1, outputs]</c> of the convolution.</param>
    /// <param name="norm">The normalisation.</param>
    /// <param name="isFirst">Whether the input is the data, whose gradient nobody asks for.</param>
    /// <param name="capacity">The most rows of a forward pass.</param>
    /// <param name="batch">The most rows of a backward pass.</param>
    public ConvolutionBlockStage(
        KernelSet kernels, ConvolutionBlock block, IReadOnlyList<TrainableMatrix> parameters, ChannelNorm norm, bool isFirst, int capacity, int batch)
        : base(norm.Channels * block.Windows, capacity, batch)
    {
        (_kernels, _norm, _windows) = (kernels, norm, block.Windows);
        (_weight, _bias) = (parameters[0], parameters.Count > 1 ? parameters[1] : null);
        _planes = ConvolutionKernels.For(kernels.InstructionSet);
        bool usesMoments = isFirst && block.HasFewPatches;
        int images = BackwardConvolution.ImagesAtOnce(block.Convolution, batch);
        var convolution = new ForwardConvolution(_planes, block.Convolution, _weight.Value, images, ones: usesMoments);
        _forward = new BlockForward(_planes, block, convolution, keepsOutputs: !usesMoments, batch);
        _backward = new BlockBackward(_planes, block, convolution, _forward, _weight, usesMoments, images);
    }

    public override IReadOnlyList<TrainableMatrix> Parameters => [.. _bias is null ? [_weight] : new[] { _weight, _bias }, .. _norm.Parameters];

    public override IReadOnlyList<StoredMatrix> Buffers => _norm.Buffers;

    public override void Forward(MatrixView input, int rows, Mode mode)
    {
        if (mode == Mode.Train)
        {
            _norm.CountBatch();
            _forward.Train(input, rows, _norm, _bias is null ? null : _bias.Value.Pointer);
        }
        else
        {
            _norm.TakeRunning();
            _forward.Evaluate(input, rows, Output, _norm, _bias is null ? null : _bias.Value.Pointer);
        }

        for (int row = 0; row < rows; row++)
        {
            float* output = Output.Pointer + (nint)row * Output.Stride;
            float* extremes = mode == Mode.Train ? _forward.Extremes.Pointer + (nint)row * Output.Stride : output;
            for (int channel = 0; channel < _norm.Channels; channel++)
            {
                double scale = _norm.Weight(channel) * _norm.Scale[channel];
                float shift = (float)(_norm.Bias(channel) - _forward.Mean[channel] * scale);
                _planes.Affine(extremes + channel * _windows, output + channel * _windows, _windows, (float)scale, shift);
            }

            _kernels.Activate(Activation.ReLU, output, Output.Stride, 0);
        }
    }

    public override void Backward(MatrixView input, PaddedMatrix? inputGradient, int rows, Descent? descent)
    {
        for (int row = 0; row < rows; row++)
            _kernels.Derive(Activation.ReLU, Output.Pointer + (nint)row * Output.Stride, OutputGradient.Pointer + (nint)row * Output.Stride, Output.Stride, 0);
        _backward.Run(input, inputGradient, OutputGradient, rows, _norm);
        _backward.Finish(_kernels, descent);
        // What is added to x before the normalisation is taken away by it: its gradient is zero.
        _bias?.Gradient?.Storage.Clear();
        if (_bias is not null && descent is { Decay: not 0 } step)
            _kernels.Descend(_bias.Value.Pointer, _forward.Zeros.Pointer, _bias.Value.Stride, step.Rate, step.Decay);
        _norm.Finish(_kernels, descent);
    }
}
