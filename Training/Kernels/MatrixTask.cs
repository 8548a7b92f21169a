namespace ActorTraining.Training.Kernels;

/// <summary>A matrix product C = A B and what happens to its result. A <c>[m, k]</c>, B <c>[k, n]</c>, C <c>[m, n]</c>.</summary>
/// <remarks>A is read element by element with any two strides, so a transpose costs nothing; rows of B and C are contiguous and padded to whole vectors.</remarks>
internal unsafe struct MatrixTask
{
    /// <summary>Number of rows of A and C.</summary>
    public int M;

    /// <summary>Number of columns of B and C; rounded up to <see cref="Tensors.PaddedMatrix.Lanes"/> by the kernel.</summary>
    public int N;

    /// <summary>Number of columns of A and rows of B.</summary>
    public int K;

    public float* A;

    /// <summary>The distance between two rows of A, in elements.</summary>
    public nint RowStrideA;

    /// <summary>The distance between two columns of A, in elements.</summary>
    public nint ColumnStrideA;

    public float* B;

    public nint StrideB;

    public float* C;

    public nint StrideC;

    /// <summary>A row of <see cref="N"/> values with which every row of C begins; null for zeros.</summary>
    public float* Bias;

    /// <summary>Null: C becomes the product. Otherwise the product is a gradient and C the weights, which step down it.</summary>
    public Descent? Descent;
}
