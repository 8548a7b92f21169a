using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.Blur;

/// <summary>The weights of a Gaussian blur: e^(-(x² + y²) / 2σ²) at the distance (x, y) from the middle, divided by their sum.</summary>
internal static class GaussianKernel
{
    /// <summary>The weights, which add up to 1 so that the picture keeps its brightness.</summary>
    /// <param name="size">The taps along each axis.</param>
    /// <param name="sigma">σ in taps, greater than 0.</param>
    /// <returns><c>[size, size]</c>.</returns>
    public static Tensor<float> Create(int size, double sigma)
    {
        double[] axis = [.. Enumerable.Range(0, size).Select(i => Math.Exp(-Math.Pow(i - (size - 1) / 2.0, 2) / (2 * sigma * sigma)))];
        double sum = axis.Sum();
        var kernel = new Tensor<float>([size, size]);
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
                kernel[row, column] = (float)(axis[row] * axis[column] / (sum * sum));
        }

        return kernel;
    }

    /// <summary>The weights of a convolution that blurs each channel by itself: the kernel from a channel to itself, zero from one to another.</summary>
    /// <param name="kernel"><c>[size, size]</c>.</param>
    /// <param name="channels">The number of channels.</param>
    /// <returns><c>[channels, channels, size, size]</c>.</returns>
    public static Tensor<float> ForChannels(Tensor<float> kernel, int channels)
    {
        int taps = kernel.Length;
        var weights = new Tensor<float>([channels, channels, kernel.Shape[0], kernel.Shape[1]]);
        for (int channel = 0; channel < channels; channel++)
            kernel.Span.CopyTo(weights.Span.Slice((channel * channels + channel) * taps, taps));
        return weights;
    }
}
