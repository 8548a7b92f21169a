using ActorTraining.Training.Kernels.Convolution;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>A convolution, as <c>nn.Conv2d</c>: <c>[channels, height, width]</c> to <c>[outputs, height', width']</c>.</summary>
/// <remarks>height' = ⌊(height + 2 padding - dilation (kernel - 1) - 1) / stride⌋ + 1, and so for the width.</remarks>
/// <param name="Outputs">The number of output channels, at least 1.</param>
/// <param name="Kernel">The taps of a filter, at least 1.</param>
public sealed record Conv2dSpec(int Outputs, AxisPair Kernel) : LayerSpec
{
    /// <summary>The pixels from one output to the next, at least 1.</summary>
    public AxisPair Stride { get; init; } = 1;

    /// <summary>The zeros added on both sides, at least 0.</summary>
    public AxisPair Padding { get; init; } = 0;

    /// <summary>The pixels from one tap to the next, at least 1.</summary>
    public AxisPair Dilation { get; init; } = 1;

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The first weights, drawn in the order <c>[out, in, kernel height, kernel width]</c>; PyTorch's default when left out.</summary>
    public InitSpec WeightInit { get; init; } = new KaimingUniformInit();

    /// <summary>The first values of the bias; PyTorch's default when left out.</summary>
    public InitSpec BiasInit { get; init; } = new KaimingUniformInit();

    private ImageAxes Axes => new(Kernel, Stride, Padding, Dilation);

    internal override bool TakesImages => true;

    internal ConvolutionGeometry Geometry(Shape input) => new(input[0], Outputs, Axes.Down(input), Axes.Across(input));

    internal override Shape OutputShape(Shape input) => [Outputs, Axes.Down(input).Output, Axes.Across(input).Output];

    internal override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        int taps = Geometry(input).Taps;
        yield return new ParameterSpec("weight", [Outputs, input[0], Kernel.Y, Kernel.X], taps, WeightInit);
        if (Bias)
            yield return new ParameterSpec("bias", [Outputs], taps, BiasInit);
    }

    internal override void Validate(Shape input, string path, ICollection<ParameterError> errors)
    {
        int before = errors.Count;
        Axes.Validate(input, "conv-2d", path, errors);
        if (Outputs < 1)
            errors.Add(new ParameterError($"{path}.outputs", $"{Outputs} is not at least 1"));
        else if (errors.Count == before && !Fits(input))
            errors.Add(new ParameterError($"{path}.outputs", $"{Outputs} channels of {Kernel} taps on {input} are more than an array holds"));
        WeightInit.Validate($"{path}.weightInit", errors);
        BiasInit.Validate($"{path}.biasInit", errors);
    }

    internal override Layer<T> CreateReference<T>(Shape input) => new Conv2d<T>(Geometry(input), Bias);

    /// <summary>Whether weights and outputs, and the packed input with its border, can each be laid out in one piece.</summary>
    private bool Fits(Shape input)
    {
        (ConvolutionAxis down, ConvolutionAxis across) = (Axes.Down(input), Axes.Across(input));
        long taps = (long)input[0] * Kernel.Y * Kernel.X;
        long border = ((long)down.Input + 2 * down.Padding + 2 * down.Reach) * (across.Input + 2 * across.Padding + 2 * across.Reach + 32L * across.Stride);
        return taps < Array.MaxLength && PaddedMatrix.Fits(taps, Outputs) && PaddedMatrix.Fits(Outputs, (long)down.Output * across.Output)
            && border < Array.MaxLength && PaddedMatrix.Fits(Math.Max(input[0] + 1, Outputs), border);
    }
}
