namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>
/// The sums C[k] += Σ over windows of g B[k + place of the window's largest element]: what a row of pooling windows adds to the gradient of one channel's filter,
/// when all other outputs have none. B has the channels of a pixel side by side, so that a row of taps is one piece.
/// </summary>
internal unsafe struct SparseCorrelationTask
{
    /// <summary>g, <c>[windows]</c>.</summary>
    public float* Gradient;

    /// <summary>Which element of each window is its largest, <c>[windows]</c>.</summary>
    public byte* Codes;

    /// <summary>Where an element of a window stands from the window's first, in elements of B.</summary>
    public int* Places;

    public int Windows;

    /// <summary>The first tap of the first window's first element.</summary>
    public float* B;

    /// <summary>From one window to the next.</summary>
    public nint WindowStride;

    /// <summary>The rows of a filter.</summary>
    public int TapRows;

    /// <summary>From one row of taps to the next, in B.</summary>
    public nint TapRowStride;

    /// <summary>The taps of a row, with the channels; rounded up to whole vectors of every instruction set.</summary>
    public int TapWidth;

    /// <summary><c>[tap rows, tap width]</c>.</summary>
    public float* C;
}
