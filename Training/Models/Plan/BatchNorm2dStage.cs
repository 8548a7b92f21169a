using ActorTraining.Training.Kernels;
using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>y = f(γ x̂ + β): batch normalisation of channels with the activation behind it. The formulas are those of <see cref="BatchNorm2d{T}"/>.</summary>
/// <param name="kernels">The instruction set.</param>
/// <param name="norm">Parameters and statistics.</param>
/// <param name="pixels">The pixels of a channel.</param>
/// <param name="activation">f.</param>
/// <param name="slope">The parameter of f, where it has one.</param>
/// <param name="capacity">The most rows of a forward pass.</param>
/// <param name="batch">The most rows of a backward pass.</param>
internal sealed unsafe class BatchNorm2dStage(KernelSet kernels, ChannelNorm norm, int pixels, Activation activation, float slope, int capacity, int batch)
    : Stage(norm.Channels * pixels, capacity, batch)
{
    private readonly ConvolutionKernels _planes = ConvolutionKernels.For(kernels.InstructionSet);

    public override IReadOnlyList<TrainableMatrix> Parameters => norm.Parameters;

    public override IReadOnlyList<StoredMatrix> Buffers => norm.Buffers;

    public override void Forward(MatrixView input, int rows, Mode mode)
    {
        if (mode == Mode.Evaluate)
            norm.TakeRunning();
        else
            norm.CountBatch();
        for (int channel = 0; channel < norm.Channels; channel++)
        {
            if (mode == Mode.Train)
                Measure(input, channel, rows);
            double scale = norm.Weight(channel) * norm.Scale[channel];
            float shift = (float)(norm.Bias(channel) - norm.Mean[channel] * scale);
            for (int row = 0; row < rows; row++)
                _planes.Affine(Plane(input, row, channel), Plane(Output, row, channel), pixels, (float)scale, shift);
        }

        kernels.Activate(activation, Output.Pointer, rows * Output.Stride, slope);
    }

    public override void Backward(MatrixView input, PaddedMatrix? inputGradient, int rows, Descent? descent)
    {
        kernels.Derive(activation, Output.Pointer, OutputGradient.Pointer, rows * Output.Stride, slope);
        double count = (double)rows * pixels;
        for (int channel = 0; channel < norm.Channels; channel++)
        {
            double sum = 0, product = 0, mean = norm.Mean[channel];
            for (int row = 0; row < rows; row++)
            {
                (double s, double p) = _planes.GradientSums(Plane(input, row, channel), Plane(OutputGradient, row, channel), pixels, (float)mean);
                sum += s;
                product += p;
            }

            // The kernel's centre is the mean rounded to single precision.
            product = (product - sum * (mean - (float)mean)) * norm.Scale[channel];
            norm.SetGradient(channel, product, sum);
            if (inputGradient is null)
                continue;
            double scale = norm.Weight(channel) * norm.Scale[channel];
            double scaleX = -scale * norm.Scale[channel] * product / count, shift = -scale * sum / count - scaleX * mean;
            for (int row = 0; row < rows; row++)
            {
                _planes.Combine(
                    Plane(OutputGradient, row, channel), Plane(input, row, channel), Plane(inputGradient, row, channel), pixels,
                    (float)scale, (float)scaleX, (float)shift);
            }
        }

        norm.Finish(kernels, descent);
    }

    /// <summary>Mean and variance of a channel, in two passes.</summary>
    private void Measure(MatrixView input, int channel, int rows)
    {
        double sum = 0, squares = 0;
        for (int row = 0; row < rows; row++)
            sum += _planes.Sum(Plane(input, row, channel), pixels);
        long count = (long)rows * pixels;
        double mean = sum / count;
        for (int row = 0; row < rows; row++)
            squares += _planes.SquaredDeviations(Plane(input, row, channel), pixels, (float)mean);
        double rounding = mean - (float)mean;
        norm.Take(channel, mean, Math.Max(0, squares / count - rounding * rounding), count);
    }

    private float* Plane(PaddedMatrix matrix, int row, int channel) => Plane(MatrixView.Of(matrix), row, channel);

    private float* Plane(MatrixView view, int row, int channel) => view.Pointer + row * view.Stride + channel * pixels;
}
