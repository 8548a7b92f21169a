namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>
/// A matrix product C = bias + A B whose B <c>[taps, pixels]</c> is never written down: row k of it is the image, read from another pixel on.
/// </summary>
internal unsafe struct ConvolutionTask
{
    /// <summary>The number of rows of A and of channels of C.</summary>
    public int Channels;

    /// <summary>The number of columns of A.</summary>
    public int Taps;

    public float* A;

    /// <summary>The distance between the weights of two channels, in elements.</summary>
    public nint RowStrideA;

    /// <summary>The distance between the weights of two taps, in elements.</summary>
    public nint ColumnStrideA;

    /// <summary>The value that each channel begins with, <c>[channels]</c>; null for zeros.</summary>
    public float* Bias;

    /// <summary>The first output's pixel in the packed image.</summary>
    public float* Image;

    /// <summary>Where each tap finds its pixel from there, in elements, <c>[taps]</c>.</summary>
    public int* Offsets;

    /// <summary>The distance between the pixels of two output rows.</summary>
    public nint RowStrideImage;

    /// <summary>The number of output rows.</summary>
    public int Rows;

    /// <summary>The number of output columns, whole vectors of every instruction set.</summary>
    public int Width;

    public float* C;

    public nint ChannelStrideC;

    public nint RowStrideC;
}
