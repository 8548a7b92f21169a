namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>One axis of a convolution or of a pooling window.</summary>
/// <param name="Input">The number of input pixels.</param>
/// <param name="Kernel">The number of taps, at least 1.</param>
/// <param name="Stride">The pixels from one window to the next, at least 1.</param>
/// <param name="Padding">The pixels added on both sides, at least 0.</param>
/// <param name="Dilation">The pixels from one tap to the next, at least 1.</param>
internal readonly record struct ConvolutionAxis(int Input, int Kernel, int Stride, int Padding, int Dilation)
{
    /// <summary>The distance from the first tap to the last.</summary>
    public int Reach => (Kernel - 1) * Dilation;

    /// <summary>The number of windows; below 1 where not even one fits.</summary>
    public int Output => Input + 2L * Padding < Reach + 1 ? 0 : (Input + 2 * Padding - Reach - 1) / Stride + 1;
}
