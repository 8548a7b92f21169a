namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>
/// The sums C[k, m] += Σ over images, rows and columns of A[m] B[k], where A and B are planes read from different pixels on:
/// with A the output's gradient and B the input, the gradient of a convolution's weights.
/// </summary>
internal unsafe struct CorrelationTask
{
    public float* A;

    /// <summary>Where each plane of A begins, <c>[m]</c>. Beyond the width, a row of A must be zero up to the whole vector.</summary>
    public int* OffsetsA;

    public int M;

    public nint RowStrideA;

    public nint ImageStrideA;

    public float* B;

    /// <summary>Where each plane of B begins, <c>[k]</c>.</summary>
    public int* OffsetsB;

    public int K;

    public nint RowStrideB;

    public nint ImageStrideB;

    public int Images;

    public int Rows;

    /// <summary>The number of columns, whole vectors of every instruction set.</summary>
    public int Width;

    /// <summary>Whether only the sums are wanted whose k is in the same block of rows as m, or behind it: the rest of a symmetric matrix is known.</summary>
    public bool Symmetric;

    public float* C;

    /// <summary>The distance between two k of C.</summary>
    public nint StrideC;
}
