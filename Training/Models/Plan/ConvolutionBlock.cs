using ActorTraining.Training.Kernels.Convolution;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The sizes of a convolution with normalisation, rectifier and pooling behind it.</summary>
/// <param name="Convolution">The convolution.</param>
/// <param name="Down">The windows from top to bottom, side by side and without padding.</param>
/// <param name="Across">The windows from left to right, the same.</param>
internal sealed record ConvolutionBlock(ConvolutionGeometry Convolution, ConvolutionAxis Down, ConvolutionAxis Across)
{
    /// <summary>The windows of a channel.</summary>
    public int Windows => Down.Output * Across.Output;

    /// <summary>Whether windows are side by side and their elements can be told apart by one byte.</summary>
    public bool CanFuse =>
        Down.Kernel == Down.Stride && Across.Kernel == Across.Stride && Down.Padding == 0 && Across.Padding == 0 && Down.Kernel * Across.Kernel <= 256;

    /// <summary>
    /// Whether the gradient of the filters is to be had from the moments of the patches: where they are fewer than the products with all
    /// outputs, and an output row is whole vectors of side-by-side taps.
    /// </summary>
    public bool HasFewPatches =>
        Convolution.Taps <= 2 * Convolution.Outputs && Convolution.X.Output == Convolution.PaddedWidth && Convolution.X.Dilation == 1;
}
