using ActorTraining.Training.Kernels;
using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>y = f(conv(x)): a convolution with the activation behind it. The formulas are those of <see cref="Conv2d{T}"/>.</summary>
internal sealed unsafe class Conv2dStage : Stage
{
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
    }

    public override IReadOnlyList<TrainableMatrix> Parameters => _bias is null ? [_weight] : [_weight, _bias];

    public override void Forward(MatrixView input, int rows, Mode mode)
    {
        for (int row = 0; row < rows; row++)
        {
            float* output = Output.Pointer + (nint)row * Output.Stride;
            _forward.Input.Pack(0, input.Pointer + row * input.Stride);
            _forward.Run(0, _bias is null ? null : _bias.Value.Pointer, output);
            _kernels.Activate(_activation, output, Output.Stride, _slope);
        }
    }

    public override void Backward(MatrixView input, PaddedMatrix? inputGradient, int rows, Descent? descent)
    {
        // Laid out at the first step: a model that only looks does not need it.
        _backward ??= new BackwardConvolution(_convolutions, _geometry, _forward, _weight, _images);
        _backward.Begin();
        for (int first = 0; first < rows; first += _images)
        {
            int images = Math.Min(_images, rows - first);
            for (int image = 0; image < images; image++)
            {
                nint row = first + image;
                float* gradient = OutputGradient.Pointer + row * OutputGradient.Stride;
                _kernels.Derive(_activation, Output.Pointer + row * Output.Stride, gradient, Output.Stride, _slope);
                _forward.Input.Pack(image, input.Pointer + row * input.Stride);
                _backward.OutputGradient.Pack(image, gradient);
                if (inputGradient is not null)
                    _backward.ToInput(image, inputGradient.Pointer + row * inputGradient.Stride);
            }

            _backward.AddToWeights(images);
        }

        _backward.Finish(_kernels, descent);
        if (_bias is not null)
            BackwardToBias(_bias, rows, descent);
    }

    /// <summary>dL/db = Σ over batch and pixels of g.</summary>
    private void BackwardToBias(TrainableMatrix bias, int rows, Descent? descent)
    {
        PaddedMatrix gradient = bias.Gradient ?? _biasGradient;
        for (int channel = 0; channel < _geometry.Outputs; channel++)
        {
            double sum = 0;
            for (int row = 0; row < rows; row++)
                sum += _convolutions.Sum(OutputGradient.Pointer + (nint)row * OutputGradient.Stride + channel * _geometry.OutputPixels, _geometry.OutputPixels);
            gradient.Row(0)[channel] = (float)sum;
        }

        if (descent is { } step)
            _kernels.Descend(bias.Value.Pointer, gradient.Pointer, bias.Value.Stride, step.Rate, step.Decay);
    }
}
