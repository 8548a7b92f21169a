using ActorTraining.Training.Kernels;
using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>y = f(conv(x)): a convolution with the activation behind it. The formulas are those of <see cref="Conv2d{T}"/>.</summary>
internal sealed unsafe class Conv2dStage : Stage, IPartwiseStage
{
    /// <summary>The most images of a part: at E10's size their outputs, gradients and targets fill a second-level cache of 1 MiB.</summary>
    private const int MostPartRows = 4;

    private readonly KernelSet _kernels;
    private readonly ConvolutionKernels _convolutions;
    private readonly ConvolutionGeometry _geometry;
    private readonly TrainableMatrix _weight;
    private readonly TrainableMatrix? _bias;
    private readonly Activation _activation;
    private readonly float _slope;
    private readonly int _images;
    private readonly ForwardConvolution _forward;
    private readonly PaddedMatrix _biasGradient;
    private readonly double[] _biasSums;
    private BackwardConvolution? _backward;

    /// <param name="kernels">The instruction set.</param>
    /// <param name="geometry">The sizes.</param>
    /// <param name="parameters">W <c>[taps, outputs]</c> and perhaps b <c>[1, outputs]</c>.</param>
    /// <param name="activation">f.</param>
    /// <param name="slope">The parameter of f, where it has one.</param>
    /// <param name="capacity">The most rows of a forward pass.</param>
    /// <param name="batch">The most rows of a backward pass.</param>
    public Conv2dStage(
        KernelSet kernels, ConvolutionGeometry geometry, IReadOnlyList<TrainableMatrix> parameters, Activation activation, float slope, int capacity, int batch)
        : base(geometry.Outputs * geometry.OutputPixels, capacity, batch)
    {
        (_kernels, _geometry, _activation, _slope) = (kernels, geometry, activation, slope);
        (_weight, _bias) = (parameters[0], parameters.Count > 1 ? parameters[1] : null);
        _convolutions = ConvolutionKernels.For(kernels.InstructionSet);
        _images = BackwardConvolution.ImagesAtOnce(geometry, batch);
        _forward = new ForwardConvolution(_convolutions, geometry, _weight.Value, _images);
        _biasGradient = new PaddedMatrix(1, geometry.Outputs);
        _biasSums = new double[geometry.Outputs];
    }

    public override IReadOnlyList<TrainableMatrix> Parameters => _bias is null ? [_weight] : [_weight, _bias];

    public int PartRows => Math.Min(MostPartRows, _images);

    public override void Forward(MatrixView input, int rows, Mode mode)
    {
        for (int row = 0; row < rows; row++)
            Forward(input, row, place: 0);
    }

    private void Forward(MatrixView input, int row, int place)
    {
        float* output = Output.Pointer + (nint)row * Output.Stride;
        _forward.Input.Pack(place, input.Pointer + row * input.Stride);
        _forward.Run(place, _bias is null ? null : _bias.Value.Pointer, output);
        _kernels.Activate(_activation, output, Output.Stride, _slope);
    }

    public override void Backward(MatrixView input, PaddedMatrix? inputGradient, int rows, Descent? descent)
    {
        BackwardConvolution backward = Begin(reachesInput: inputGradient is not null);
        for (int first = 0; first < rows; first += _images)
        {
            int images = Math.Min(_images, rows - first);
            for (int image = 0; image < images; image++)
            {
                nint row = first + image;
                _forward.Input.Pack(image, input.Pointer + row * input.Stride);
                AddImage(backward, image, row);
                if (inputGradient is not null)
                    backward.ToInput(image, inputGradient.Pointer + row * inputGradient.Stride);
            }

            backward.AddToWeights(images);
        }

        Finish(backward, descent);
    }

    public void BeginParts() => Begin(reachesInput: false);

    public void ForwardPart(MatrixView input, int rows)
    {
        // Each image is packed where the way back looks for it.
        for (int row = 0; row < rows; row++)
            Forward(input, row, place: row);
    }

    public void AddPart(int rows)
    {
        for (int image = 0; image < rows; image++)
            AddImage(_backward!, image, image);
        _backward!.AddToWeights(rows);
    }

    public void FinishParts(Descent? descent) => Finish(_backward!, descent);

    private BackwardConvolution Begin(bool reachesInput)
    {
        // Laid out at the first step: a model that only looks does not need it.
        if (_backward is null || (reachesInput && !_backward.ReachesInput))
            _backward = new BackwardConvolution(_convolutions, _geometry, _forward, _weight, _images, reachesInput);
        _backward.Begin();
        Array.Clear(_biasSums);
        return _backward;
    }

    /// <summary>Packs the gradient of a row as one of the images, and adds it to the bias.</summary>
    private void AddImage(BackwardConvolution backward, int image, nint row)
    {
        float* gradient = OutputGradient.Pointer + row * OutputGradient.Stride;
        _kernels.Derive(_activation, Output.Pointer + row * Output.Stride, gradient, Output.Stride, _slope);
        backward.OutputGradient.Pack(image, gradient);
        if (_bias is not null)
            AddToBias(gradient);
    }

    private void Finish(BackwardConvolution backward, Descent? descent)
    {
        backward.Finish(_kernels, descent);
        if (_bias is not null)
            FinishBias(_bias, descent);
    }

    /// <summary>dL/db = Σ over batch and pixels of g.</summary>
    private void AddToBias(float* gradient)
    {
        for (int channel = 0; channel < _geometry.Outputs; channel++, gradient += _geometry.OutputPixels)
            _biasSums[channel] += _convolutions.Sum(gradient, _geometry.OutputPixels);
    }

    private void FinishBias(TrainableMatrix bias, Descent? descent)
    {
        PaddedMatrix gradient = bias.Gradient ?? _biasGradient;
        for (int channel = 0; channel < _geometry.Outputs; channel++)
            gradient.Pointer[channel] = (float)_biasSums[channel];
        if (descent is { } step)
            _kernels.Descend(bias.Value.Pointer, gradient.Pointer, bias.Value.Stride, step.Rate, step.Decay);
    }
}
