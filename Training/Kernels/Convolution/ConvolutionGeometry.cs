using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>The sizes of a convolution <c>[inputs, height, width]</c> to <c>[outputs, height', width']</c>.</summary>
internal sealed record ConvolutionGeometry(int Inputs, int Outputs, ConvolutionAxis Y, ConvolutionAxis X)
{
    /// <summary>The number of weights of one output channel; taps are numbered input channel by input channel, row by row.</summary>
    public int Taps => Inputs * Y.Kernel * X.Kernel;

    /// <summary>The number of pixels of an output channel.</summary>
    public int OutputPixels => Y.Output * X.Output;

    /// <summary>The number of pixels of an input channel.</summary>
    public int InputPixels => Y.Input * X.Input;

    /// <summary>The width of an output row, rounded up to whole vectors.</summary>
    public int PaddedWidth => PaddedMatrix.Pad(X.Output);
}
