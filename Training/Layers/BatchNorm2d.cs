using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>Batch normalisation of <c>[batch, channels, height, width]</c>: x̂ = (x - μ) / √(σ² + ε), y = γ x̂ + β, channel by channel.</summary>
/// <remarks>
/// The formulas are those of <see cref="BatchNorm1d{T}"/> with the n = batch · height · width pixels of a channel in place of the samples of a feature.
/// </remarks>
public sealed class BatchNorm2d<T> : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly BatchNorm1d<T> _pixels;
    private Tensor<T>? _input;

    /// <summary>Creates a layer with γ = 1, β = 0, running mean 0 and running variance 1.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="momentum">The share of a batch in the running statistics, in (0, 1].</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="affine">Whether γ and β are trained; without, they stay 1 and 0.</param>
    public BatchNorm2d(int channels, T momentum, T epsilon, bool affine = true) =>
        _pixels = new BatchNorm1d<T>(channels, momentum, epsilon, affine);

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => _pixels.Parameters;

    /// <inheritdoc/>
    public override IReadOnlyList<StateBuffer<T>> Buffers => _pixels.Buffers;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A channel has fewer than two pixels in training.</exception>
    public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        _input = input;
        return ToImages(_pixels.Forward(ToPixels(input), mode), input.Shape);
    }

    /// <inheritdoc/>
    public override Tensor<T> Backward(Tensor<T> outputGradient) =>
        ToImages(_pixels.Backward(ToPixels(outputGradient)), Kept(_input).Shape);

    /// <summary>A pixel as a sample whose features are its channels: <c>[batch · height · width, channels]</c>.</summary>
    private static Tensor<T> ToPixels(Tensor<T> images)
    {
        int channels = images.Shape[1], pixels = images.Shape[2] * images.Shape[3];
        var rows = new Tensor<T>([images.Shape[0] * pixels, channels]);
        for (int i = 0; i < images.Length; i++)
            rows[i / (channels * pixels) * pixels + i % pixels, i / pixels % channels] = images[i];
        return rows;
    }

    private static Tensor<T> ToImages(Tensor<T> rows, Shape shape)
    {
        int channels = shape[1], pixels = shape[2] * shape[3];
        var images = new Tensor<T>(shape);
        for (int i = 0; i < images.Length; i++)
            images[i] = rows[i / (channels * pixels) * pixels + i % pixels, i / pixels % channels];
        return images;
    }
}
