using ActorTraining.Training.Layers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>The largest value of each window, as <c>nn.MaxPool2d</c>: <c>[channels, height, width]</c> to <c>[channels, height', width']</c>.</summary>
/// <remarks>height' = ⌊(height + 2 padding - kernel) / stride⌋ + 1, and so for the width.</remarks>
/// <param name="Kernel">The size of a window, at least 1.</param>
public sealed record MaxPool2dSpec(AxisPair Kernel) : LayerSpec
{
    /// <summary>The pixels from one window to the next, at least 1; the size of a window when left out.</summary>
    public AxisPair? Stride { get; init; }

    /// <summary>The pixels, less than any value, that are added on both sides; at most half the kernel.</summary>
    public AxisPair Padding { get; init; } = 0;

    internal ImageAxes Axes => new(Kernel, Stride ?? Kernel, Padding, 1);

    internal override bool TakesImages => true;

    internal override Shape OutputShape(Shape input) => [input[0], Axes.Down(input).Output, Axes.Across(input).Output];

    internal override void Validate(Shape input, string path, ICollection<ParameterError> errors)
    {
        Axes.Validate(input, "max-pool-2d", path, errors);
        // With more, a window could lie in the padding altogether.
        if (Padding.Y > Kernel.Y / 2 || Padding.X > Kernel.X / 2)
            errors.Add(new ParameterError($"{path}.padding", $"{Padding} is more than half of the kernel {Kernel}"));
    }

    internal override Layer<T> CreateReference<T>(Shape input) => new MaxPool2d<T>(Axes.Down(input), Axes.Across(input));
}
