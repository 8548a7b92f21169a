using ActorTraining.Training.Layers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>The means of a grid of windows, as <c>nn.AdaptiveAvgPool2d</c>: <c>[channels, height, width]</c> to <c>[channels, size]</c>.</summary>
/// <param name="Size">The number of windows on each axis, at least 1; 1 gives the mean of each channel.</param>
public sealed record AdaptiveAveragePool2dSpec(AxisPair Size) : LayerSpec
{
    internal override bool TakesImages => true;

    internal override Shape OutputShape(Shape input) => [input[0], Size.Y, Size.X];

    internal override void Validate(Shape input, string path, ICollection<ParameterError> errors)
    {
        if (input.Rank != 3)
            errors.Add(new ParameterError(path, $"adaptive-average-pool-2d needs samples [channels, height, width], and gets {input}"));
        if (Size.Y < 1 || Size.X < 1)
            errors.Add(new ParameterError($"{path}.size", $"{Size} is not at least 1"));
        else if (input.Rank == 3 && !PaddedMatrix.Fits(input[0], (long)Size.Y * Size.X))
            errors.Add(new ParameterError($"{path}.size", $"{Size} windows of {input[0]} channels are more than an array holds"));
    }

    internal override Layer<T> CreateReference<T>(Shape input) => new AdaptiveAveragePool2d<T>(Size.Y, Size.X);
}
